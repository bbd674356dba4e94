package dev.witloof.component.loan;

import dev.witloof.component.ComponentFunction;
import dev.witloof.engine.CallLimits;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function whose result can be read while it still lies in the guest's memory. */
public interface ReadableFunction extends ComponentFunction {

  /**
   * As {@link #call}, but gives the result to {@code reader}, with each {@code list<u8>} in it as
   * {@link dev.witloof.component.loan.GuestBytes}, before the guest may free it.
   *
   * @param reader what it throws ends the instance as a trap does; what is owned in the result is
   *     its caller's once this returns
   * @return what the reader returned
   */
  @Nullable Object callReading(
      CallLimits limits, Function<@Nullable Object, ?> reader, Object... arguments);
}

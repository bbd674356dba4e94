package dev.witloof.component;

import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CallLimits;
import org.jspecify.annotations.Nullable;

/** An exported function of a {@link ComponentInstance}, under the same confinement. */
public non-sealed interface ComponentFunction extends ExternValue {
  /** The function's type, with parameter names. */
  @Override
  ExternType.Func type();

  /**
   * Calls the function: lowers the arguments, runs the guest, lifts the result and runs the
   * post-return function, all on one budget (CanonicalABI.md, {@code canon lift}).
   *
   * @param arguments one value a parameter, as {@link dev.witloof.component.value} says. An own
   *     handle is given away; a borrowed one is lent for the call.
   * @return the result value; null when the function has no result
   * @throws dev.witloof.engine.Trap when the guest traps or breaks a rule of the canonical ABI
   * @throws dev.witloof.engine.LimitExceeded when a limit is hit
   * @throws IllegalArgumentException when the number of arguments or a value is wrong; a wrong
   *     value ends the instance as a trap does, for the guest has seen some of the arguments by
   *     then
   * @throws IllegalStateException when the instance is closed, has failed, or is entered already
   */
  @Nullable Object call(CallLimits limits, Object... arguments);
}

package dev.witloof.component.internal.typed;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.CallLimits;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Java method as a call of a guest's function.
 *
 * @param contextual whether the first argument is the limits
 */
record GuestCall(
    String name, Supplier<ComponentFunction> function, boolean contextual, FunctionPlan plan) {

  /**
   * Calls the guest.
   *
   * @param self the resource that the method is of
   * @throws Throwable what stands for an error of the guest
   */
  @Nullable Object call(
      Optional<? extends Object> self, CallLimits limits, @Nullable Object[] arguments)
      throws Throwable {
    int skipped = contextual ? 1 : 0;
    int first = self.isPresent() ? 1 : 0;
    @Nullable Object[] wit = new Object[first + arguments.length - skipped];
    if (self.isPresent()) {
      wit[0] = self.get();
    }
    for (int i = skipped; i < arguments.length; i++) {
      wit[first + i - skipped] = plan.parameters().get(i - skipped).toWit(arguments[i]);
    }
    CallLimits own = contextual ? (CallLimits) arguments[0] : limits;
    Object answer = function.get().call(own, wit);
    if (plan.unwraps() && answer instanceof ResultValue.Err error) {
      throw plan.error().orElseThrow().exception(name, error);
    }
    return plan.returned(answer);
  }
}

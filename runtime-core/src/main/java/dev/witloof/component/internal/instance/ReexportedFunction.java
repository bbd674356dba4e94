package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CallLimits;
import org.jspecify.annotations.Nullable;

/** A function of the host that an instance imports and exports: no guest code runs. */
record ReexportedFunction(
    RunningInstance instance, LinkedFunction.Host function, ExternType.Func type)
    implements ComponentFunction {
  @Override
  public @Nullable Object call(CallLimits limits, Object... arguments) {
    if (arguments.length != type.params().size()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, not %d"
              .formatted(function.name(), type.params().size(), arguments.length));
    }
    return instance.callHost(function, limits, arguments);
  }
}

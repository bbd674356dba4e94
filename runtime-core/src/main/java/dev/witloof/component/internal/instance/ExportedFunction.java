package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CallLimits;
import org.jspecify.annotations.Nullable;

/** A lifted function, by its number in the plan, as the host sees it. */
record ExportedFunction(RunningInstance instance, int lift, ExternType.Func type)
    implements ComponentFunction {
  @Override
  public @Nullable Object call(CallLimits limits, Object... arguments) {
    return instance.call(lift, limits, arguments);
  }
}

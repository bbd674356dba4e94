package dev.witloof.component.internal.typed;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Java method as a host function. */
final class TypedHostFunction implements HostFunction {
  private final MethodHandle body;
  private final boolean self;
  private final FunctionPlan plan;

  /**
   * @param receiver what the method is called on, if that is the same in each call
   * @param self whether the first argument is what it is called on
   */
  TypedHostFunction(Signature java, Optional<Object> receiver, boolean self, FunctionPlan plan) {
    this.body = uniform(java, receiver, self);
    this.self = self;
    this.plan = plan;
  }

  /** As a handle from the call and the array of arguments to the result. */
  private static MethodHandle uniform(Signature java, Optional<Object> receiver, boolean self) {
    MethodHandle handle = direct(java);
    if (receiver.isPresent()) {
      handle = handle.bindTo(receiver.get());
    }
    int arguments = java.parameters().size() + (self ? 1 : 0);
    if (!java.contextual()) {
      handle = MethodHandles.dropArguments(handle, 0, HostCall.class);
    } else if (self) {
      handle = callFirst(handle);
    }
    return handle
        .asType(MethodType.genericMethodType(arguments + 1).changeParameterType(0, HostCall.class))
        .asSpreader(1, Object[].class, arguments);
  }

  /** An instance method takes its receiver before the call. */
  private static MethodHandle callFirst(MethodHandle handle) {
    List<Class<?>> types = handle.type().parameterList();
    MethodType swapped =
        handle.type().changeParameterType(0, types.get(1)).changeParameterType(1, types.get(0));
    int[] order = new int[types.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i < 2 ? 1 - i : i;
    }
    return MethodHandles.permuteArguments(handle, swapped, order);
  }

  private static MethodHandle direct(Signature java) {
    Class<?> type = java.executable().getDeclaringClass();
    MethodHandles.Lookup lookup = Access.to(type);
    try {
      return java.executable() instanceof Method method
          ? lookup.unreflect(method)
          : lookup.unreflectConstructor((Constructor<?>) java.executable());
    } catch (IllegalAccessException e) {
      throw Access.denied(type, e);
    }
  }

  @Override
  public @Nullable Object call(HostCall call, Object[] arguments) {
    @Nullable Object[] java = arguments.clone();
    int first = self ? 1 : 0;
    for (int i = first; i < java.length; i++) {
      java[i] = plan.parameters().get(i - first).toJava(arguments[i]);
    }
    Object returned;
    try {
      returned = (Object) body.invokeExact(call, java);
    } catch (Throwable thrown) {
      if (plan.error().isPresent() && plan.error().get().stands(thrown)) {
        return plan.error().get().answer(thrown);
      }
      throw Access.unchecked(thrown);
    }
    return plan.answer(returned);
  }
}

package dev.witloof.component.internal.typed;

import dev.witloof.component.GuestResource;
import dev.witloof.engine.CallLimits;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is behind the Java interface to a guest's interface, or to one of its resources. */
final class GuestProxy implements InvocationHandler {
  private static final Object[] NOTHING = {};

  private final Class<?> type;
  private final Map<Method, GuestCall> calls;
  private final Optional<GuestResource> handle;
  private final CallLimits limits;

  private GuestProxy(
      Class<?> type,
      Map<Method, GuestCall> calls,
      Optional<GuestResource> handle,
      CallLimits limits) {
    this.type = type;
    this.calls = calls;
    this.handle = handle;
    this.limits = limits;
  }

  static <T> T of(
      Class<T> type,
      Map<Method, GuestCall> calls,
      Optional<GuestResource> handle,
      CallLimits limits) {
    GuestProxy handler = new GuestProxy(type, calls, handle, limits);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** The handle behind a proxy of a resource; the value itself when it is none. */
  static Object unwrap(Object value) {
    return Proxy.isProxyClass(value.getClass())
            && Proxy.getInvocationHandler(value) instanceof GuestProxy proxy
            && proxy.handle.isPresent()
        ? proxy.handle.get()
        : value;
  }

  /** Whether a method is no function of the guest: drop, and close without parameters. */
  static boolean handles(Method method) {
    return method.getDeclaringClass() == GuestResource.class || isClose(method);
  }

  private static boolean isClose(Method method) {
    return method.getName().equals("close")
        && method.getParameterCount() == 0
        && AutoCloseable.class.isAssignableFrom(method.getDeclaringClass());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
      throws Throwable {
    @Nullable Object[] arguments = given == null ? NOTHING : given;
    GuestCall call = calls.get(method);
    if (call != null) {
      return call.call(handle, limits, arguments);
    } else if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> type.getSimpleName() + " of a guest";
      };
    } else if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, given);
    }
    CallLimits own = arguments.length == 1 ? (CallLimits) arguments[0] : limits;
    handle.ifPresent(resource -> resource.drop(own));
    return null;
  }
}

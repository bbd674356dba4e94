package dev.witloof.component.internal.typed;

import dev.witloof.component.GuestResource;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CallLimits;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Handles where Java calls: to resources of the guest, and objects of the host. */
final class GuestHandles implements ConverterPlanner.Handles {
  private final BiFunction<Class<?>, String, Map<Method, GuestCall>> calls;
  private final CallLimits limits;
  private final Map<Class<?>, Map<Method, GuestCall>> planned = new HashMap<>();

  /**
   * @param calls plans the methods of an interface to a resource
   */
  GuestHandles(BiFunction<Class<?>, String, Map<Method, GuestCall>> calls, CallLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  @Override
  public Optional<Converter> plan(ResourceType resource, Class<?> java) {
    if (java == GuestResource.class) {
      return Optional.of(
          Converter.of(Object.class, value -> value, Object.class, GuestProxy::unwrap));
    }
    Optional<String> name =
        ResourceClasses.name(java).filter(given -> given.equals(resource.name()));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        GuestResource.class.isAssignableFrom(java) && java.isInterface()
            ? ofGuest(java, name.get())
            : ofHost(java, name.get()));
  }

  private <T> Converter ofGuest(Class<T> java, String resource) {
    Map<Method, GuestCall> methods = planned.get(java);
    if (methods == null) {
      // Its methods may mention the resource itself.
      Map<Method, GuestCall> own = new HashMap<>();
      planned.put(java, own);
      own.putAll(calls.apply(java, resource));
      methods = own;
    }
    Map<Method, GuestCall> found = methods;
    return new Converter() {
      @Override
      public @Nullable Object toJava(@Nullable Object value) {
        if (value == null) {
          return null;
        }
        return GuestProxy.of(
            java, found, Optional.of(expected(value, GuestResource.class, resource)), limits);
      }

      @Override
      public @Nullable Object toWit(@Nullable Object value) {
        return value == null ? null : GuestProxy.unwrap(value);
      }
    };
  }

  private static <T> Converter ofHost(Class<T> java, String resource) {
    return Converter.of(
        Object.class, value -> expected(value, java, resource), java, value -> value);
  }

  private static <T> T expected(Object value, Class<T> java, String resource) {
    if (!java.isInstance(value)) {
      throw new IllegalArgumentException(
          "resource '%s' is a %s here, not a %s"
              .formatted(resource, value.getClass().getName(), java.getName()));
    }
    return java.cast(value);
  }
}

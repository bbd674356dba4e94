package dev.witloof.component.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of a Java class, and takes them apart. */
final class RecordForm {
  private final MethodHandle constructor;
  private final MethodHandle[] accessors;
  private final List<Converter> converters;

  /**
   * @param converters one for each component
   */
  RecordForm(Class<?> type, List<Converter> converters) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    MethodHandles.Lookup lookup = Access.to(type);
    try {
      this.constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asType(MethodType.genericMethodType(types.length))
              .asSpreader(Object[].class, types.length);
      this.accessors = new MethodHandle[types.length];
      for (int i = 0; i < types.length; i++) {
        accessors[i] =
            lookup.unreflect(components[i].getAccessor()).asType(MethodType.genericMethodType(1));
      }
    } catch (ReflectiveOperationException e) {
      throw Access.denied(type, e);
    }
    this.converters = List.copyOf(converters);
  }

  int size() {
    return accessors.length;
  }

  /** A record of dynamic values, in the order of the components; the array is used up. */
  Object make(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = converters.get(i).toJava(values[i]);
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable thrown) {
      throw Access.unchecked(thrown);
    }
  }

  /** A component as a dynamic value. */
  @Nullable Object part(Object record, int index) {
    try {
      return converters.get(index).toWit((Object) accessors[index].invokeExact(record));
    } catch (Throwable thrown) {
      throw Access.unchecked(thrown);
    }
  }
}

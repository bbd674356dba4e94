package dev.witloof.component.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists. */
final class Sequences {
  private Sequences() {}

  /** A list of what the converter makes. */
  static Converter list(Converter element) {
    if (element == Converter.SAME) {
      return Converter.SAME;
    }
    return Converter.of(
        List.class,
        values -> Collections.unmodifiableList(each((List<?>) values, element, true)),
        List.class,
        values -> each((List<?>) values, element, false));
  }

  private static List<@Nullable Object> each(List<?> values, Converter element, boolean toJava) {
    List<@Nullable Object> all = new ArrayList<>(values.size());
    for (Object value : values) {
      all.add(toJava ? element.toJava(value) : element.toWit(value));
    }
    return all;
  }

  /** An array of a primitive type. */
  static Converter array(Class<?> component, Converter element) {
    return new ArrayForm(component, element);
  }

  private static final class ArrayForm implements Converter {
    private final Class<?> component;
    private final Converter element;
    private final MethodHandle getter;
    private final MethodHandle setter;

    ArrayForm(Class<?> component, Converter element) {
      this.component = component;
      this.element = element;
      this.getter =
          MethodHandles.arrayElementGetter(component.arrayType())
              .asType(MethodType.methodType(Object.class, Object.class, int.class));
      this.setter =
          MethodHandles.arrayElementSetter(component.arrayType())
              .asType(MethodType.methodType(void.class, Object.class, int.class, Object.class));
    }

    @Override
    public @Nullable Object toJava(@Nullable Object value) {
      if (!(value instanceof List<?> list)) {
        return value;
      }
      Object array = Array.newInstance(component, list.size());
      try {
        int at = 0;
        for (Object one : list) {
          setter.invokeExact(array, at++, element.toJava(one));
        }
      } catch (Throwable thrown) {
        throw Access.unchecked(thrown);
      }
      return array;
    }

    @Override
    public @Nullable Object toWit(@Nullable Object array) {
      if (array == null) {
        return null;
      }
      int length = Array.getLength(array);
      List<@Nullable Object> list = new ArrayList<>(length);
      try {
        for (int i = 0; i < length; i++) {
          list.add(element.toWit((Object) getter.invokeExact(array, i)));
        }
      } catch (Throwable thrown) {
        throw Access.unchecked(thrown);
      }
      return list;
    }
  }
}

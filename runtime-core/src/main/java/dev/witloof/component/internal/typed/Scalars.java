package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ValueType.Primitive;
import java.util.Optional;

/** Types without structure: the dynamic value's class, or one of the same width. */
final class Scalars {
  private static final Converter S8 =
      Converter.of(Integer.class, Integer::byteValue, Byte.class, Byte::intValue);
  private static final Converter U8 =
      Converter.of(Integer.class, Integer::byteValue, Byte.class, Byte::toUnsignedInt);
  private static final Converter S16 =
      Converter.of(Integer.class, Integer::shortValue, Short.class, Short::intValue);
  private static final Converter U16 =
      Converter.of(Integer.class, Integer::shortValue, Short.class, Short::toUnsignedInt);
  private static final Converter U32 =
      Converter.of(Long.class, Long::intValue, Integer.class, Integer::toUnsignedLong);

  private Scalars() {}

  /** Empty when the Java type, unboxed, cannot stand for it. */
  static Optional<Converter> plan(Primitive type, Class<?> java) {
    return switch (type) {
      case BOOL -> same(java == boolean.class);
      case S8 -> wider(java, byte.class, S8, int.class);
      case U8 -> wider(java, byte.class, U8, int.class);
      case S16 -> wider(java, short.class, S16, int.class);
      case U16 -> wider(java, short.class, U16, int.class);
      case U32 -> wider(java, int.class, U32, long.class);
      case S32, CHAR -> same(java == int.class);
      case S64, U64 -> same(java == long.class);
      case F32 -> same(java == float.class);
      case F64 -> same(java == double.class);
      case STRING -> same(java == String.class);
    };
  }

  private static Optional<Converter> wider(
      Class<?> java, Class<?> narrow, Converter converter, Class<?> dynamic) {
    return java == narrow ? Optional.of(converter) : same(java == dynamic);
  }

  private static Optional<Converter> same(boolean fits) {
    return fits ? Optional.of(Converter.SAME) : Optional.empty();
  }
}

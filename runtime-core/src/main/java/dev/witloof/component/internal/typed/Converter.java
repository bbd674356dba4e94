package dev.witloof.component.internal.typed;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dynamic value of {@code dev.witloof.component.value} as a value of a Java type, and back. Null,
 * which no type has, stays null: whoever lowers it says where it is. Immutable.
 */
interface Converter {
  /** Where both are the same object. */
  Converter SAME =
      new Converter() {
        @Override
        public @Nullable Object toJava(@Nullable Object value) {
          return value;
        }

        @Override
        public @Nullable Object toWit(@Nullable Object value) {
          return value;
        }
      };

  @Nullable Object toJava(@Nullable Object value);

  @Nullable Object toWit(@Nullable Object value);

  /** A converter of two functions that see no null. */
  static <W, J> Converter of(
      Class<W> wit, Function<W, J> toJava, Class<J> java, Function<J, W> toWit) {
    return new Converter() {
      @Override
      public @Nullable Object toJava(@Nullable Object value) {
        return value == null ? null : toJava.apply(wit.cast(value));
      }

      @Override
      public @Nullable Object toWit(@Nullable Object value) {
        return value == null ? null : toWit.apply(java.cast(value));
      }
    };
  }
}

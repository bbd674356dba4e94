package dev.witloof.component.internal.typed;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tuples as records or map entries. */
final class Tuples {
  private Tuples() {}

  static Converter record(RecordForm form) {
    return new Converter() {
      @Override
      public @Nullable Object toJava(@Nullable Object value) {
        return value == null ? null : form.make(((List<?>) value).toArray());
      }

      @Override
      public @Nullable Object toWit(@Nullable Object value) {
        if (value == null) {
          return null;
        }
        List<@Nullable Object> parts = new ArrayList<>(form.size());
        for (int i = 0; i < form.size(); i++) {
          parts.add(form.part(value, i));
        }
        return parts;
      }
    };
  }

  static Converter entry(Converter key, Converter value) {
    return new Converter() {
      @Override
      public @Nullable Object toJava(@Nullable Object tuple) {
        if (!(tuple instanceof List<?> parts)) {
          return tuple;
        }
        return new SimpleImmutableEntry<>(key.toJava(parts.get(0)), value.toJava(parts.get(1)));
      }

      @Override
      public @Nullable Object toWit(@Nullable Object entry) {
        return entry instanceof Map.Entry<?, ?> pair
            ? Arrays.asList(key.toWit(pair.getKey()), value.toWit(pair.getValue()))
            : entry;
      }
    };
  }
}

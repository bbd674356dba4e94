package dev.witloof.component.internal.typed;

import dev.witloof.component.value.VariantValue;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Labels as the constants of an enum. */
final class ConstantForm {
  private final Class<?> type;
  private final Map<String, Enum<?>> constants;
  private final Map<Object, String> labels = new HashMap<>();

  ConstantForm(Class<?> type, Map<String, Enum<?>> constants) {
    this.type = type;
    this.constants = Map.copyOf(constants);
    constants.forEach((label, constant) -> labels.put(constant, label));
  }

  private Enum<?> constant(String label) {
    return Optional.<Enum<?>>ofNullable(constants.get(label)).orElseThrow();
  }

  private String label(Object constant) {
    return Optional.ofNullable(labels.get(constant)).orElseThrow();
  }

  /** As an enum. */
  Converter asLabel() {
    return Converter.of(String.class, this::constant, Object.class, this::label);
  }

  /** As a variant whose cases have no payloads. */
  Converter asVariant() {
    return Converter.of(
        VariantValue.class,
        variant -> constant(variant.label()),
        Object.class,
        constant -> VariantValue.of(label(constant)));
  }

  /** As flags: an EnumSet, which nobody else holds. */
  Converter asFlags() {
    return new Converter() {
      @Override
      public @Nullable Object toJava(@Nullable Object value) {
        return value instanceof Set<?> set ? enumSet(set) : value;
      }

      @Override
      public @Nullable Object toWit(@Nullable Object value) {
        if (!(value instanceof Collection<?> set)) {
          return value;
        }
        Set<String> all = new LinkedHashSet<>();
        set.forEach(constant -> all.add(label(constant)));
        return all;
      }
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // EnumSet.noneOf wants the type that it checks.
  private EnumSet<?> enumSet(Set<?> set) {
    EnumSet all = EnumSet.noneOf((Class) type);
    set.forEach(label -> all.add(constant((String) label)));
    return all;
  }
}

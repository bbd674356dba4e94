package dev.witloof.component.value;

import java.util.Optional;

/** A variant: the case's label and its payload, empty for a case without one. */
public record VariantValue(String label, Optional<Object> payload) {
  public static VariantValue of(String label) {
    return new VariantValue(label, Optional.empty());
  }

  public static VariantValue of(String label, Object payload) {
    return new VariantValue(label, Optional.of(payload));
  }
}

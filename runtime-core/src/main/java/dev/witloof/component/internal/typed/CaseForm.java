package dev.witloof.component.internal.typed;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A variant or a result as the records of a sealed interface. */
final class CaseForm implements Converter {
  private static final Object[] NOTHING = {};

  private final Map<String, Case> byLabel;
  private final Map<Class<?>, Case> byClass = new HashMap<>();
  private final boolean result;

  /** A case and its record, which has a component if the case has a payload. */
  record Case(String label, Class<?> type, RecordForm form) {}

  CaseForm(Map<String, Case> byLabel, boolean result) {
    this.byLabel = Map.copyOf(byLabel);
    this.result = result;
    byLabel.values().forEach(one -> byClass.put(one.type(), one));
  }

  @Override
  public @Nullable Object toJava(@Nullable Object value) {
    if (value instanceof VariantValue variant) {
      return make(variant.label(), variant.payload());
    } else if (value instanceof ResultValue.Ok ok) {
      return make("ok", ok.value());
    } else if (value instanceof ResultValue.Err err) {
      return make("err", err.error());
    }
    return value;
  }

  private Object make(String label, Optional<Object> payload) {
    RecordForm form = Optional.ofNullable(byLabel.get(label)).orElseThrow().form();
    return form.make(payload.map(content -> new Object[] {content}).orElse(NOTHING));
  }

  @Override
  public @Nullable Object toWit(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Case one = Optional.ofNullable(byClass.get(value.getClass())).orElseThrow();
    Optional<Object> payload =
        one.form().size() == 0 ? Optional.empty() : Optional.ofNullable(one.form().part(value, 0));
    if (!result) {
      return new VariantValue(one.label(), payload);
    }
    return one.label().equals("ok") ? new ResultValue.Ok(payload) : new ResultValue.Err(payload);
  }
}

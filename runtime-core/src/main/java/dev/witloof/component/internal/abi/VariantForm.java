package dev.witloof.component.internal.abi;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a variant, an option or a result is a Java object. */
sealed interface VariantForm {

  /** The value of a case; {@code payload} is null for a case without one. */
  Object make(int index, @Nullable Object payload);

  /** Whether the value is one of the cases. */
  boolean accepts(Object value);

  /** The case of a value. */
  int index(Object value);

  Optional<Object> payload(Object value);

  /** The name of a case, for messages. */
  String label(int index);

  /** {@link VariantValue}. */
  final class Labelled implements VariantForm {
    private final List<String> labels;
    private final Map<String, Integer> indices = new HashMap<>();

    Labelled(List<String> labels) {
      this.labels = labels;
      for (int i = 0; i < labels.size(); i++) {
        indices.put(labels.get(i), i);
      }
    }

    @Override
    public Object make(int index, @Nullable Object payload) {
      return new VariantValue(labels.get(index), Optional.ofNullable(payload));
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof VariantValue variant && indices.containsKey(variant.label());
    }

    @Override
    public int index(Object value) {
      if (!(value instanceof VariantValue variant)) {
        throw ValueMismatch.expected("variant (VariantValue)", value);
      }
      Integer index = indices.get(variant.label());
      if (index == null) {
        throw new ValueMismatch("the variant has no case '" + variant.label() + "', but " + labels);
      }
      return index;
    }

    @Override
    public Optional<Object> payload(Object value) {
      return ((VariantValue) value).payload();
    }

    @Override
    public String label(int index) {
      return "case " + labels.get(index);
    }
  }

  /** {@link Optional}: case 0 is none, case 1 is some. */
  final class Option implements VariantForm {
    @Override
    public Object make(int index, @Nullable Object payload) {
      return Optional.ofNullable(payload);
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof Optional;
    }

    @Override
    public int index(Object value) {
      if (!(value instanceof Optional<?> optional)) {
        throw ValueMismatch.expected("option (Optional)", value);
      }
      return optional.isPresent() ? 1 : 0;
    }

    @Override
    public Optional<Object> payload(Object value) {
      return ((Optional<?>) value).map(Object.class::cast);
    }

    @Override
    public String label(int index) {
      return index == 0 ? "none" : "some";
    }
  }

  /** {@link ResultValue}: case 0 is ok, case 1 is error. */
  final class Result implements VariantForm {
    @Override
    public Object make(int index, @Nullable Object payload) {
      Optional<Object> content = Optional.ofNullable(payload);
      return index == 0 ? new ResultValue.Ok(content) : new ResultValue.Err(content);
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof ResultValue;
    }

    @Override
    public int index(Object value) {
      if (!(value instanceof ResultValue)) {
        throw ValueMismatch.expected("result (ResultValue)", value);
      }
      return value instanceof ResultValue.Ok ? 0 : 1;
    }

    @Override
    public Optional<Object> payload(Object value) {
      return value instanceof ResultValue.Ok ok ? ok.value() : ((ResultValue.Err) value).error();
    }

    @Override
    public String label(int index) {
      return index == 0 ? "ok" : "error";
    }
  }
}

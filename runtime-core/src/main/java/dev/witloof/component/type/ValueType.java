package dev.witloof.component.type;

import java.util.List;
import java.util.Optional;

/** A resolved component value type. */
public sealed interface ValueType {

  /** Types without structure. */
  enum Primitive implements ValueType {
    BOOL,
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    S64,
    U64,
    F32,
    F64,
    CHAR,
    STRING
  }

  record ListOf(ValueType element) implements ValueType {}

  record RecordOf(List<Named> fields) implements ValueType {
    public RecordOf {
      fields = List.copyOf(fields);
    }
  }

  record TupleOf(List<ValueType> elements) implements ValueType {
    public TupleOf {
      elements = List.copyOf(elements);
    }
  }

  record VariantOf(List<Case> cases) implements ValueType {
    public VariantOf {
      cases = List.copyOf(cases);
    }
  }

  record EnumOf(List<String> labels) implements ValueType {
    public EnumOf {
      labels = List.copyOf(labels);
    }
  }

  record FlagsOf(List<String> labels) implements ValueType {
    public FlagsOf {
      labels = List.copyOf(labels);
    }
  }

  record OptionOf(ValueType some) implements ValueType {}

  record ResultOf(Optional<ValueType> ok, Optional<ValueType> error) implements ValueType {}

  record Own(ResourceType resource) implements ValueType {}

  record Borrow(ResourceType resource) implements ValueType {}

  /** A record field or function parameter. */
  record Named(String name, ValueType type) {}

  /** A variant case with its payload, if it has one. */
  record Case(String name, Optional<ValueType> payload) {}
}

package dev.witloof.runtime.internal;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Types as WIT writes them, for messages. Records and variants show their members' names only. */
final class WitText {
  private WitText() {}

  static String of(ExternType.Func func) {
    return "func("
        + join(func.params(), param -> param.name() + ": " + of(param.type()))
        + ")"
        + func.result().map(result -> " -> " + of(result)).orElse("");
  }

  static String of(ValueType type) {
    if (type instanceof ValueType.Primitive primitive) {
      return primitive.name().toLowerCase(java.util.Locale.ROOT);
    } else if (type instanceof ValueType.ListOf list) {
      return "list<" + of(list.element()) + ">";
    } else if (type instanceof ValueType.RecordOf record) {
      return "record { " + join(record.fields(), ValueType.Named::name) + " }";
    } else if (type instanceof ValueType.TupleOf tuple) {
      return "tuple<" + join(tuple.elements(), WitText::of) + ">";
    } else if (type instanceof ValueType.VariantOf variant) {
      return "variant { " + join(variant.cases(), ValueType.Case::name) + " }";
    } else if (type instanceof ValueType.EnumOf labels) {
      return "enum { " + join(labels.labels(), label -> label) + " }";
    } else if (type instanceof ValueType.FlagsOf labels) {
      return "flags { " + join(labels.labels(), label -> label) + " }";
    } else if (type instanceof ValueType.OptionOf option) {
      return "option<" + of(option.some()) + ">";
    } else if (type instanceof ValueType.ResultOf result) {
      return "result<" + orNone(result.ok()) + ", " + orNone(result.error()) + ">";
    } else if (type instanceof ValueType.Own own) {
      return "own<" + own.resource().name() + ">";
    } else if (type instanceof ValueType.Borrow borrow) {
      return "borrow<" + borrow.resource().name() + ">";
    }
    throw new IllegalArgumentException("no WIT text for " + type);
  }

  private static String orNone(Optional<ValueType> type) {
    return type.map(WitText::of).orElse("_");
  }

  private static <T> String join(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining(", "));
  }
}

package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.TypePrinter;
import dev.witloof.component.type.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types of one interface as its WIT text has them, by their names where they have any. */
final class WitText {
  private final Map<ValueType, String> names = new HashMap<>();

  WitText(Map<String, ExternType> exports) {
    exports.forEach(
        (name, type) -> {
          if (type instanceof ExternType.TypeEq eq && !(eq.type() instanceof ValueType.Primitive)) {
            names.putIfAbsent(eq.type(), name);
          }
        });
  }

  /** The name that the interface gives to a type. */
  Optional<String> name(ValueType type) {
    return Optional.ofNullable(names.get(type));
  }

  String of(ExternType.Func function) {
    return function.params().stream()
            .map(parameter -> parameter.name() + ": " + of(parameter.type()))
            .collect(Collectors.joining(", ", "func(", ")"))
        + function.result().map(result -> " -> " + of(result)).orElse("");
  }

  String of(ValueType type) {
    if (names.containsKey(type)) {
      return names.get(type);
    } else if (type instanceof ValueType.ListOf list) {
      return "list<" + of(list.element()) + ">";
    } else if (type instanceof ValueType.OptionOf option) {
      return "option<" + of(option.some()) + ">";
    } else if (type instanceof ValueType.TupleOf tuple) {
      return "tuple<" + of(tuple.elements()) + ">";
    } else if (type instanceof ValueType.ResultOf result) {
      return result(result);
    }
    return TypePrinter.print(type);
  }

  private String of(List<ValueType> types) {
    return types.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String result(ValueType.ResultOf result) {
    String ok = result.ok().map(this::of).orElse("_");
    return result
        .error()
        .map(error -> "result<" + ok + ", " + of(error) + ">")
        .orElse(result.ok().isPresent() ? "result<" + ok + ">" : "result");
  }
}

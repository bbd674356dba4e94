package dev.witloof.fuzz;

import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Component value types by choice. */
final class AbiTypes {
  /** The host's resource, the only one. */
  static final ResourceType THING = new ResourceType(0, "thing");

  private static final int DEPTH = 4;
  private static final int MEMBERS = 5;

  private AbiTypes() {}

  static ValueType type(Choices choices) {
    return type(choices, DEPTH);
  }

  private static ValueType type(Choices choices, int depth) {
    return switch (choices.below(depth > 1 ? 14 : 6)) {
      case 0, 1, 2 -> Primitive.values()[choices.below(Primitive.values().length)];
      case 3 -> new ValueType.EnumOf(labels(enumSize(choices)));
      case 4 -> new ValueType.FlagsOf(labels(1 + choices.below(32)));
      case 5 -> new ValueType.Own(THING);
      case 6, 7 -> new ValueType.ListOf(type(choices, depth - 1));
      case 8 ->
          new ValueType.RecordOf(
              labels(1 + choices.below(MEMBERS)).stream()
                  .map(label -> new ValueType.Named(label, type(choices, depth - 1)))
                  .toList());
      case 9 ->
          new ValueType.TupleOf(
              IntStream.rangeClosed(0, choices.below(MEMBERS))
                  .mapToObj(i -> type(choices, depth - 1))
                  .toList());
      case 10, 11 ->
          new ValueType.VariantOf(
              labels(1 + choices.below(MEMBERS)).stream()
                  .map(label -> new ValueType.Case(label, optional(choices, depth - 1)))
                  .toList());
      case 12 -> new ValueType.OptionOf(type(choices, depth - 1));
      default -> new ValueType.ResultOf(optional(choices, depth - 1), optional(choices, depth - 1));
    };
  }

  /** Seldom so many that a discriminant takes two bytes. */
  private static int enumSize(Choices choices) {
    int size = choices.below(40);
    return size == 39 ? 257 : 1 + size % MEMBERS;
  }

  private static Optional<ValueType> optional(Choices choices, int depth) {
    return choices.flip() ? Optional.empty() : Optional.of(type(choices, depth));
  }

  private static List<String> labels(int count) {
    return IntStream.range(0, count).mapToObj(i -> "l" + i).toList();
  }

  /** Whether values of the type hold handles. */
  static boolean hasHandle(ValueType type) {
    if (type instanceof ValueType.ListOf list) {
      return hasHandle(list.element());
    } else if (type instanceof ValueType.RecordOf record) {
      return record.fields().stream().anyMatch(field -> hasHandle(field.type()));
    } else if (type instanceof ValueType.TupleOf tuple) {
      return tuple.elements().stream().anyMatch(AbiTypes::hasHandle);
    } else if (type instanceof ValueType.VariantOf variant) {
      return variant.cases().stream().anyMatch(one -> hasHandle(one.payload()));
    } else if (type instanceof ValueType.OptionOf option) {
      return hasHandle(option.some());
    } else if (type instanceof ValueType.ResultOf result) {
      return hasHandle(result.ok()) || hasHandle(result.error());
    }
    return type instanceof ValueType.Own || type instanceof ValueType.Borrow;
  }

  private static boolean hasHandle(Optional<ValueType> type) {
    return type.filter(AbiTypes::hasHandle).isPresent();
  }
}

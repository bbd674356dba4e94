package dev.witloof.fuzz;

import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Component values by choice. */
final class AbiValues {
  private static final int ELEMENTS = 4;
  private static final int CHARACTERS = 6;
  private static final int[] BOUNDS = {0x80, 0x100, 0x800, 0x110000};

  /** What a handle of the host's resource stands for. */
  record Thing(int id) {}

  private final Choices choices;

  AbiValues(Choices choices) {
    this.choices = choices;
  }

  Object value(ValueType type) {
    if (type instanceof Primitive primitive) {
      return primitive(primitive);
    } else if (type instanceof ValueType.ListOf list) {
      return list(list.element());
    } else if (type instanceof ValueType.RecordOf record) {
      Map<String, Object> fields = new LinkedHashMap<>();
      record.fields().forEach(field -> fields.put(field.name(), value(field.type())));
      return new RecordValue(fields);
    } else if (type instanceof ValueType.TupleOf tuple) {
      return tuple.elements().stream().map(this::value).toList();
    } else if (type instanceof ValueType.VariantOf variant) {
      ValueType.Case chosen = variant.cases().get(choices.below(variant.cases().size()));
      return new VariantValue(chosen.name(), chosen.payload().map(this::value));
    } else if (type instanceof ValueType.EnumOf labels) {
      return labels.labels().get(choices.below(labels.labels().size()));
    } else if (type instanceof ValueType.FlagsOf flags) {
      long bits = choices.bits(4);
      Set<String> set = new LinkedHashSet<>();
      for (int i = 0; i < flags.labels().size(); i++) {
        if ((bits >> i & 1) != 0) {
          set.add(flags.labels().get(i));
        }
      }
      return set;
    } else if (type instanceof ValueType.OptionOf option) {
      return choices.flip() ? Optional.of(value(option.some())) : Optional.empty();
    } else if (type instanceof ValueType.ResultOf result) {
      return choices.flip()
          ? new ResultValue.Err(result.error().map(this::value))
          : new ResultValue.Ok(result.ok().map(this::value));
    }
    return new Thing(choices.below(256));
  }

  private Object list(ValueType element) {
    int length = choices.below(ELEMENTS);
    if (element == Primitive.U8) {
      return choices.bytes(length);
    }
    return IntStream.range(0, length).mapToObj(i -> value(element)).toList();
  }

  private Object primitive(Primitive type) {
    return switch (type) {
      case BOOL -> choices.flip();
      case S8 -> (int) (byte) choices.bits(1);
      case U8 -> (int) choices.bits(1);
      case S16 -> (int) (short) choices.bits(2);
      case U16 -> (int) choices.bits(2);
      case S32 -> (int) choices.bits(4);
      case U32 -> choices.bits(4);
      case S64, U64 -> choices.bits(8);
      case F32 -> Float.intBitsToFloat((int) choices.bits(4));
      case F64 -> Double.longBitsToDouble(choices.bits(8));
      case CHAR -> character();
      case STRING -> string();
    };
  }

  private int character() {
    int value = (int) (choices.bits(3) % BOUNDS[choices.below(BOUNDS.length)]);
    return value >= 0xD800 && value <= 0xDFFF ? 0xFFFD : value;
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (int i = choices.below(CHARACTERS); i > 0; i--) {
      text.appendCodePoint(character());
    }
    return text.toString();
  }

  /** Text that tells any two values apart, except for NaNs, which the ABI does not keep apart. */
  static String show(Object value) {
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    } else if (value instanceof List<?> list) {
      return list.stream().map(AbiValues::show).toList().toString();
    } else if (value instanceof RecordValue record) {
      StringBuilder text = new StringBuilder("record ");
      record.fields().forEach((name, field) -> text.append(name).append(show(field)).append(' '));
      return text.toString();
    } else if (value instanceof VariantValue variant) {
      return "case " + variant.label() + show(variant.payload());
    } else if (value instanceof Optional<?> option) {
      return option.map(some -> "some(" + show(some) + ")").orElse("none");
    } else if (value instanceof ResultValue.Ok ok) {
      return "ok " + show(ok.value());
    } else if (value instanceof ResultValue.Err err) {
      return "error " + show(err.error());
    } else if (value instanceof Set<?> set) {
      return "flags " + new TreeSet<>(set.stream().map(String::valueOf).toList());
    } else if (value instanceof String string) {
      return string.length() + "'" + string + "'";
    }
    return value.getClass().getSimpleName() + " " + value;
  }
}

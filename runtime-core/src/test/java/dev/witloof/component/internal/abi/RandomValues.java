package dev.witloof.component.internal.abi;

import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Types and values of them, the same for the same seed. */
final class RandomValues {
  private static final ResourceType RESOURCE = new ResourceType(0, "thing");

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  ValueType type(int depth) {
    int kind = random.nextInt(depth > 0 ? 11 : 4);
    return switch (kind) {
      case 0, 1 -> Primitive.values()[random.nextInt(Primitive.values().length)];
      case 2 -> new ValueType.EnumOf(labels(1 + random.nextInt(300)));
      case 3 ->
          random.nextBoolean()
              ? new ValueType.FlagsOf(labels(1 + random.nextInt(32)))
              : random.nextBoolean() ? new ValueType.Own(RESOURCE) : new ValueType.Borrow(RESOURCE);
      case 4, 5 -> new ValueType.ListOf(type(depth - 1));
      case 6 ->
          new ValueType.RecordOf(
              labels(1 + random.nextInt(4)).stream()
                  .map(name -> new ValueType.Named(name, type(depth - 1)))
                  .toList());
      case 7 ->
          new ValueType.TupleOf(
              IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> type(depth - 1)).toList());
      case 8 ->
          new ValueType.VariantOf(
              labels(1 + random.nextInt(5)).stream()
                  .map(name -> new ValueType.Case(name, optional(depth - 1)))
                  .toList());
      case 9 -> new ValueType.OptionOf(type(depth - 1));
      default -> new ValueType.ResultOf(optional(depth - 1), optional(depth - 1));
    };
  }

  private Optional<ValueType> optional(int depth) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(type(depth));
  }

  private static List<String> labels(int count) {
    return IntStream.range(0, count).mapToObj(i -> "label-" + i).toList();
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
      ValueType.Case chosen = variant.cases().get(random.nextInt(variant.cases().size()));
      return new VariantValue(chosen.name(), chosen.payload().map(this::value));
    } else if (type instanceof ValueType.EnumOf labels) {
      return labels.labels().get(random.nextInt(labels.labels().size()));
    } else if (type instanceof ValueType.FlagsOf flags) {
      Set<String> set = new LinkedHashSet<>(flags.labels());
      set.removeIf(label -> random.nextBoolean());
      return set;
    } else if (type instanceof ValueType.OptionOf option) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(value(option.some()));
    } else if (type instanceof ValueType.ResultOf result) {
      return random.nextBoolean()
          ? new ResultValue.Ok(result.ok().map(this::value))
          : new ResultValue.Err(result.error().map(this::value));
    }
    return "resource " + random.nextInt();
  }

  private Object list(ValueType element) {
    int length = random.nextInt(5);
    if (element == Primitive.U8) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(value(element));
    }
    return values;
  }

  private Object primitive(Primitive type) {
    return switch (type) {
      case BOOL -> random.nextBoolean();
      case S8 -> (int) (byte) random.nextInt();
      case U8 -> random.nextInt(1 << 8);
      case S16 -> (int) (short) random.nextInt();
      case U16 -> random.nextInt(1 << 16);
      case S32 -> random.nextInt();
      case U32 -> Integer.toUnsignedLong(random.nextInt());
      case S64, U64 -> random.nextLong();
      case F32 -> canonical(Float.intBitsToFloat(random.nextInt()));
      case F64 -> canonical(Double.longBitsToDouble(random.nextLong()));
      case CHAR -> scalarValue();
      case STRING -> string();
    };
  }

  private static Object canonical(float value) {
    return Float.isNaN(value) ? Float.NaN : value;
  }

  private static Object canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private int scalarValue() {
    int[] limits = {0x80, 0x100, 0x800, 0xD800, 0x110000};
    int value = random.nextInt(limits[random.nextInt(limits.length)]);
    return value >= 0xD800 && value <= 0xDFFF ? 0xFFFD : value;
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(scalarValue());
    }
    return text.toString();
  }
}

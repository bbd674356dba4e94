package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Component values as scripts write them. */
final class ComponentValues {
  private ComponentValues() {}

  /**
   * What is different; empty when the result is as expected.
   *
   * @param type that of the result; empty when the function has none
   */
  static Optional<String> mismatch(
      List<JsonNode> expected, Optional<ValueType> type, Object result) {
    if (expected.size() != (type.isPresent() ? 1 : 0)) {
      return Optional.of(
          "expected "
              + expected.size()
              + " results, but the function has "
              + type.stream().count());
    }
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    Object wanted = read(expected.get(0), type.orElseThrow());
    return Objects.deepEquals(comparable(wanted), comparable(result))
        ? Optional.empty()
        : Optional.of("expected " + expected.get(0) + ", but got " + shown(result));
  }

  /**
   * The value that {@code node} writes.
   *
   * @throws UnsuitableScript when it is none of the type
   */
  static Object read(JsonNode node, ValueType type) {
    String kind = node.path("type").asText();
    JsonNode value = node.path("value");
    if (type instanceof ValueType.Primitive primitive) {
      requireKind(primitive.name().toLowerCase(java.util.Locale.ROOT), kind, node);
      return primitive(primitive, value);
    } else if (type instanceof ValueType.ListOf list) {
      requireKind("list", kind, node);
      return list(value, list.element());
    } else if (type instanceof ValueType.TupleOf tuple) {
      requireKind("tuple", kind, node);
      requireSize(value, tuple.elements().size(), node);
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < tuple.elements().size(); i++) {
        elements.add(read(value.path(i), tuple.elements().get(i)));
      }
      return elements;
    } else if (type instanceof ValueType.RecordOf record) {
      requireKind("record", kind, node);
      requireSize(value, record.fields().size(), node);
      return record(value, record);
    } else if (type instanceof ValueType.VariantOf variant) {
      requireKind("variant", kind, node);
      return variant(value, variant);
    } else if (type instanceof ValueType.EnumOf) {
      requireKind("enum", kind, node);
      return value.asText();
    } else if (type instanceof ValueType.FlagsOf) {
      requireKind("flags", kind, node);
      Set<String> labels = new LinkedHashSet<>();
      value.forEach(label -> labels.add(label.asText()));
      return labels;
    } else if (type instanceof ValueType.OptionOf option) {
      requireKind("option", kind, node);
      return value.isNull() ? Optional.empty() : Optional.of(read(value, option.some()));
    } else if (type instanceof ValueType.ResultOf result) {
      requireKind("result", kind, node);
      return value.has("Err")
          ? new ResultValue.Err(payload(value.get("Err"), result.error()))
          : new ResultValue.Ok(payload(value.path("Ok"), result.ok()));
    }
    throw new UnsuitableScript("a script cannot write a handle: " + node);
  }

  private static void requireKind(String wanted, String kind, JsonNode node) {
    if (!wanted.equals(kind)) {
      throw new UnsuitableScript("the type is " + wanted + ", but the script has " + node);
    }
  }

  private static void requireSize(JsonNode value, int size, JsonNode node) {
    if (value.size() != size) {
      throw new UnsuitableScript("the type has " + size + " parts, but the script has " + node);
    }
  }

  private static Object primitive(ValueType.Primitive type, JsonNode value) {
    String text = value.asText();
    return switch (type) {
      case BOOL -> value.asBoolean();
      case S8, U8, S16, U16, S32 -> Integer.valueOf(text);
      case U32, S64 -> Long.valueOf(text);
      case U64 -> Long.parseUnsignedLong(text);
      case F32 -> Float.intBitsToFloat(Integer.parseUnsignedInt(text));
      case F64 -> Double.longBitsToDouble(Long.parseUnsignedLong(text));
      case CHAR -> text.codePointAt(0);
      case STRING -> text;
    };
  }

  private static Object list(JsonNode value, ValueType element) {
    List<Object> elements = new ArrayList<>();
    value.forEach(node -> elements.add(read(node, element)));
    if (element != ValueType.Primitive.U8) {
      return elements;
    }
    byte[] bytes = new byte[elements.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ((Integer) elements.get(i)).byteValue();
    }
    return bytes;
  }

  private static Object record(JsonNode value, ValueType.RecordOf type) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < type.fields().size(); i++) {
      ValueType.Named field = type.fields().get(i);
      JsonNode pair = value.path(i);
      if (!field.name().equals(pair.path(0).asText())) {
        throw new UnsuitableScript("field " + i + " is '" + field.name() + "', not " + pair);
      }
      fields.put(field.name(), read(pair.path(1), field.type()));
    }
    return new RecordValue(fields);
  }

  private static Object variant(JsonNode value, ValueType.VariantOf type) {
    String label = value.path("case").asText();
    for (ValueType.Case c : type.cases()) {
      if (c.name().equals(label)) {
        return new VariantValue(label, payload(value.path("payload"), c.payload()));
      }
    }
    throw new UnsuitableScript("the variant has no case '" + label + "'");
  }

  private static Optional<Object> payload(JsonNode value, Optional<ValueType> type) {
    boolean given = !value.isMissingNode() && !value.isNull();
    if (given != type.isPresent()) {
      throw new UnsuitableScript(
          type.isPresent() ? "a payload is missing" : "the type has no payload, not " + value);
    }
    return type.map(payload -> read(value, payload));
  }

  /** The value in a form whose equals compares what scripts compare: NaNs by being one. */
  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      List<Object> elements = new ArrayList<>();
      for (byte b : bytes) {
        elements.add(b);
      }
      return elements;
    } else if (value instanceof List<?> list) {
      return list.stream().map(ComponentValues::comparable).toList();
    } else if (value instanceof RecordValue record) {
      return record.fields().values().stream().map(ComponentValues::comparable).toList();
    } else if (value instanceof VariantValue variant) {
      return new VariantValue(variant.label(), variant.payload().map(ComponentValues::comparable));
    } else if (value instanceof Optional<?> option) {
      return option.map(ComponentValues::comparable);
    } else if (value instanceof ResultValue.Ok ok) {
      return new ResultValue.Ok(ok.value().map(ComponentValues::comparable));
    } else if (value instanceof ResultValue.Err err) {
      return new ResultValue.Err(err.error().map(ComponentValues::comparable));
    }
    return value;
  }

  private static Object shown(Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
  }
}

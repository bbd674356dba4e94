package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.engine.CoreType;
import java.util.List;
import java.util.Optional;

/** Core values as scripts write them: integers in decimal, floats as the decimal of their bits. */
final class CoreValues {
  /** How the engine's border carries a null reference. */
  private static final long NULL = -1;

  private static final int F32_QUIET = 0x7fc00000;
  private static final long F64_QUIET = 0x7ff8000000000000L;

  private CoreValues() {}

  /**
   * The value as a long, see {@link dev.witloof.engine.CoreFunction}.
   *
   * @throws UnsuitableScript when the type is none that the engine passes
   */
  static long read(JsonNode node) {
    String value = node.path("value").asText();
    return switch (node.path("type").asText()) {
      case "i32", "i64" -> Long.parseLong(value);
      case "f32", "f64" -> Long.parseUnsignedLong(value);
      case "externref", "funcref" -> value.equals("null") ? NULL : Long.parseLong(value);
      case "refnull" -> NULL;
      default -> throw new UnsuitableScript("the engine passes no such value: " + node);
    };
  }

  /** What is different; empty when the results are as expected. */
  static Optional<String> mismatch(
      List<JsonNode> expected, List<CoreType.Val> types, long[] results) {
    if (expected.size() != results.length) {
      return Optional.of("expected " + expected.size() + " results, but got " + results.length);
    }
    for (int i = 0; i < results.length; i++) {
      if (!matches(expected.get(i), results[i])) {
        return Optional.of(
            "expected %s, but got %s 0x%x"
                .formatted(expected.get(i), types.get(i), masked(types.get(i), results[i])));
      }
    }
    return Optional.empty();
  }

  private static boolean matches(JsonNode expected, long result) {
    String value = expected.path("value").asText();
    return switch (expected.path("type").asText()) {
      case "i32" -> (int) Long.parseLong(value) == (int) result;
      case "i64" -> Long.parseLong(value) == result;
      case "f32" -> f32(value, (int) result);
      case "f64" -> f64(value, result);
      case "externref", "funcref" -> reference(expected, result);
      case "refnull" -> result == NULL;
      case "either" -> {
        for (JsonNode alternative : expected.path("values")) {
          if (matches(alternative, result)) {
            yield true;
          }
        }
        yield false;
      }
      default -> throw new UnsuitableScript("the engine returns no such value: " + expected);
    };
  }

  private static boolean f32(String expected, int bits) {
    return switch (expected) {
      case "nan:canonical" -> (bits & 0x7fffffff) == F32_QUIET;
      case "nan:arithmetic" -> (bits & F32_QUIET) == F32_QUIET;
      default -> (int) Long.parseLong(expected) == bits;
    };
  }

  private static boolean f64(String expected, long bits) {
    return switch (expected) {
      case "nan:canonical" -> (bits & Long.MAX_VALUE) == F64_QUIET;
      case "nan:arithmetic" -> (bits & F64_QUIET) == F64_QUIET;
      default -> Long.parseUnsignedLong(expected) == bits;
    };
  }

  /** A function reference without a number stands for any that is not null. */
  private static boolean reference(JsonNode expected, long result) {
    JsonNode value = expected.path("value");
    if (value.isTextual()) {
      return read(expected) == result;
    }
    return result != NULL;
  }

  private static long masked(CoreType.Val type, long bits) {
    return type == CoreType.Val.I32 || type == CoreType.Val.F32 ? bits & 0xffffffffL : bits;
  }
}

package dev.witloof.connectors.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.connector.DataType;

/**
 * Narrows the type of one NDJSON column by the values seen. Objects, lists and values of different
 * kinds make it json, as does a column of nulls: a json column takes whatever comes later, whereas
 * a struct guessed from a sample breaks at the first object with one more member. Not thread-safe.
 */
final class JsonInference {
  private enum Kind {
    NONE,
    BOOLEAN,
    INT64,
    FLOAT64,
    TIMESTAMP,
    STRING,
    JSON
  }

  private Kind kind = Kind.NONE;

  void observe(JsonNode value) {
    if (!value.isNull()) {
      kind = kind == Kind.NONE ? kindOf(value) : join(kind, kindOf(value));
    }
  }

  DataType type() {
    return switch (kind) {
      case BOOLEAN -> new DataType.Bool();
      case INT64 -> new DataType.Int64();
      case FLOAT64 -> new DataType.Float64();
      case TIMESTAMP -> new DataType.TimestampMillis();
      case STRING -> new DataType.Text();
      case NONE, JSON -> new DataType.Json();
    };
  }

  private static Kind kindOf(JsonNode value) {
    if (value.isBoolean()) {
      return Kind.BOOLEAN;
    } else if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? Kind.INT64 : Kind.JSON;
    } else if (value.isNumber()) {
      return Double.isFinite(value.doubleValue()) ? Kind.FLOAT64 : Kind.JSON;
    } else if (value.isTextual()) {
      return Timestamps.isExact(value.textValue()) ? Kind.TIMESTAMP : Kind.STRING;
    }
    return Kind.JSON;
  }

  private static Kind join(Kind one, Kind other) {
    if (one == other) {
      return one;
    } else if (isNumber(one) && isNumber(other)) {
      return Kind.FLOAT64;
    } else if (isText(one) && isText(other)) {
      return Kind.STRING;
    }
    return Kind.JSON;
  }

  private static boolean isNumber(Kind kind) {
    return kind == Kind.INT64 || kind == Kind.FLOAT64;
  }

  private static boolean isText(Kind kind) {
    return kind == Kind.TIMESTAMP || kind == Kind.STRING;
  }
}

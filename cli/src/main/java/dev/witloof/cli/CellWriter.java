package dev.witloof.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Writes the cells of one vector as JSON. Integers are numbers, not a number and the infinities
 * strings, bytes base64, timestamps ISO-8601 in UTC. JSON text is embedded as it is; text that is
 * no JSON becomes a string.
 */
@FunctionalInterface
interface CellWriter {
  /** Parses JSON columns. */
  JsonFactory JSON = new JsonFactory();

  /** Writes one cell. */
  void write(JsonGenerator json, int row) throws IOException;

  /** The writer for a vector of a type. */
  static CellWriter of(DataType type, ValueVector vector) {
    CellWriter value = valueWriter(type, vector);
    return (json, row) -> {
      if (vector.isNull(row)) {
        json.writeNull();
      } else {
        value.write(json, row);
      }
    };
  }

  private static CellWriter valueWriter(DataType type, ValueVector vector) {
    if (type instanceof DataType.Bool) {
      BitVector bits = (BitVector) vector;
      return (json, row) -> json.writeBoolean(bits.get(row) != 0);
    } else if (type instanceof DataType.Int32) {
      IntVector ints = (IntVector) vector;
      return (json, row) -> json.writeNumber(ints.get(row));
    } else if (type instanceof DataType.Int64) {
      BigIntVector longs = (BigIntVector) vector;
      return (json, row) -> json.writeNumber(longs.get(row));
    } else if (type instanceof DataType.Float64) {
      Float8Vector doubles = (Float8Vector) vector;
      return (json, row) -> json.writeNumber(doubles.get(row));
    } else if (type instanceof DataType.Text) {
      VarCharVector text = (VarCharVector) vector;
      return (json, row) -> {
        byte[] utf8 = text.get(row);
        json.writeUTF8String(utf8, 0, utf8.length);
      };
    } else if (type instanceof DataType.Bytes) {
      VarBinaryVector bytes = (VarBinaryVector) vector;
      return (json, row) -> json.writeBinary(bytes.get(row));
    } else if (type instanceof DataType.TimestampMillis) {
      TimeStampVector instants = (TimeStampVector) vector;
      return (json, row) -> json.writeString(Instant.ofEpochMilli(instants.get(row)).toString());
    } else if (type instanceof DataType.Json) {
      VarCharVector text = (VarCharVector) vector;
      return (json, row) -> embed(json, text.get(row));
    } else if (type instanceof DataType.ListOf list) {
      return list(list, (ListVector) vector);
    } else if (type instanceof DataType.Struct struct) {
      return struct(struct, (StructVector) vector);
    }
    throw new IllegalArgumentException("no JSON form is known for " + type);
  }

  private static CellWriter list(DataType.ListOf type, ListVector lists) {
    CellWriter element = of(type.element(), lists.getDataVector());
    return (json, row) -> {
      json.writeStartArray();
      for (int i = lists.getElementStartIndex(row); i < lists.getElementEndIndex(row); i++) {
        element.write(json, i);
      }
      json.writeEndArray();
    };
  }

  private static CellWriter struct(DataType.Struct type, StructVector structs) {
    List<FieldVector> children = structs.getChildrenFromFields();
    List<CellWriter> members = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      members.add(of(type.fields().get(i).type(), children.get(i)));
    }
    return (json, row) -> {
      json.writeStartObject();
      for (int i = 0; i < members.size(); i++) {
        Field field = type.fields().get(i);
        json.writeFieldName(field.name());
        members.get(i).write(json, row);
      }
      json.writeEndObject();
    };
  }

  /** Looks first: a broken document must leave no half of itself in the output. */
  private static void embed(JsonGenerator json, byte[] utf8) throws IOException {
    if (!isOneValue(utf8)) {
      json.writeString(new String(utf8, StandardCharsets.UTF_8));
      return;
    }
    try (JsonParser parser = JSON.createParser(utf8)) {
      while (parser.nextToken() != null) {
        copy(parser, json);
      }
    }
  }

  private static boolean isOneValue(byte[] utf8) throws IOException {
    try (JsonParser parser = JSON.createParser(utf8)) {
      JsonToken first = parser.nextToken();
      parser.skipChildren();
      return first != null && parser.nextToken() == null;
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  /** Numbers are copied as text, so that they keep their digits. */
  private static void copy(JsonParser parser, JsonGenerator json) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeNumber(parser.getText());
      default -> json.copyCurrentEvent(parser);
    }
  }
}

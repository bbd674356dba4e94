package dev.witloof.connector.internal.ipc;

import dev.witloof.connector.ArrowSchemas;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schema of a stream with that of the table, in lockstep: recursion goes as deep as
 * the table does, whatever the stream refers to.
 */
final class SchemaCheck {
  private static final Set<String> UTC_NAMES = Set.of(ArrowSchemas.UTC, "Etc/UTC", "Z", "+00:00");

  private final TableSchema table;
  private final int offset;

  SchemaCheck(TableSchema table, int offset) {
    this.table = table;
    this.offset = offset;
  }

  /**
   * @throws ConnectorException.Permanent naming the first column that differs, with both sides
   */
  void check(Schema schema) {
    if (schema.endianness() != Endianness.Little) {
      throw Reject.at(offset, "the stream is big-endian; write little-endian");
    }
    if (schema.fieldsLength() != table.fields().size()) {
      throw differs(
          "the number of columns",
          "%d %s"
              .formatted(
                  table.fields().size(),
                  table.fields().stream().map(f -> Reject.quote(f.name())).limit(20).toList()),
          schema.fieldsLength() + " " + firstNames(schema));
    }
    for (int i = 0; i < table.fields().size(); i++) {
      Field expected = table.fields().get(i);
      checkField(expected, schema.fields(i), "column " + (i + 1), Reject.quote(expected.name()));
    }
  }

  private static List<String> firstNames(Schema schema) {
    return IntStream.range(0, Math.max(0, Math.min(20, schema.fieldsLength())))
        .mapToObj(i -> Reject.quote(name(schema.fields(i))))
        .toList();
  }

  private void checkField(
      Field expected, org.apache.arrow.flatbuf.Field found, String place, String path) {
    if (!expected.name().equals(name(found))) {
      throw differs(
          "the name of " + place, Reject.quote(expected.name()), Reject.quote(name(found)));
    }
    checkType(expected.type(), found, path);
  }

  private void checkType(DataType expected, org.apache.arrow.flatbuf.Field found, String path) {
    if (found.dictionary() != null) {
      throw Reject.at(
          offset,
          "column %s is dictionary-encoded, which is not supported; write plain values"
              .formatted(path));
    }
    if (!matches(expected, found)) {
      throw differs("column " + path, describe(expected), describe(found));
    }
    List<Field> members = List.of();
    if (expected instanceof DataType.Struct struct) {
      members = struct.fields();
    }
    int children = expected instanceof DataType.ListOf ? 1 : members.size();
    if (found.childrenLength() != children) {
      throw differs("the number of members of column " + path, children, found.childrenLength());
    }
    for (int i = 0; i < members.size(); i++) {
      Field member = members.get(i);
      checkField(
          member,
          found.children(i),
          "member %d of column %s".formatted(i + 1, path),
          path + "." + Reject.quote(member.name()));
    }
    if (expected instanceof DataType.ListOf list) {
      checkType(list.element(), found.children(0), path + "[]");
    }
  }

  private static boolean matches(DataType expected, org.apache.arrow.flatbuf.Field found) {
    byte type = found.typeType();
    if (expected instanceof DataType.Bool) {
      return type == Type.Bool;
    } else if (expected instanceof DataType.Int32) {
      return type == Type.Int && isSigned(found, 32);
    } else if (expected instanceof DataType.Int64) {
      return type == Type.Int && isSigned(found, 64);
    } else if (expected instanceof DataType.Float64) {
      return type == Type.FloatingPoint
          && found.type(new FloatingPoint()) instanceof FloatingPoint number
          && number.precision() == Precision.DOUBLE;
    } else if (expected instanceof DataType.Text || expected instanceof DataType.Json) {
      return type == Type.Utf8;
    } else if (expected instanceof DataType.Bytes) {
      return type == Type.Binary;
    } else if (expected instanceof DataType.TimestampMillis) {
      return type == Type.Timestamp
          && found.type(new Timestamp()) instanceof Timestamp time
          && time.unit() == TimeUnit.MILLISECOND
          && isUtc(time.timezone());
    } else if (expected instanceof DataType.ListOf) {
      return type == Type.List;
    }
    return expected instanceof DataType.Struct && type == Type.Struct_;
  }

  private static boolean isSigned(org.apache.arrow.flatbuf.Field found, int bits) {
    return found.type(new Int()) instanceof Int number
        && number.bitWidth() == bits
        && number.isSigned();
  }

  private static boolean isUtc(@Nullable String timezone) {
    return timezone == null || timezone.isEmpty() || UTC_NAMES.contains(timezone);
  }

  private static String describe(DataType type) {
    if (type instanceof DataType.TimestampMillis) {
      return "Timestamp(MILLISECOND, UTC)";
    }
    return ArrowSchemas.toArrow(new Field("x", type, true)).getType().toString();
  }

  private static String describe(org.apache.arrow.flatbuf.Field found) {
    byte type = found.typeType();
    if (type == Type.Int && found.type(new Int()) instanceof Int number) {
      return "Int(%d, %s)".formatted(number.bitWidth(), number.isSigned());
    }
    if (type == Type.FloatingPoint
        && found.type(new FloatingPoint()) instanceof FloatingPoint number) {
      return "FloatingPoint(%s)".formatted(constant(Precision.names, number.precision()));
    }
    if (type == Type.Timestamp && found.type(new Timestamp()) instanceof Timestamp time) {
      String zone = time.timezone();
      return "Timestamp(%s, %s)"
          .formatted(
              constant(TimeUnit.names, time.unit()),
              zone == null ? "no time zone" : Reject.quote(zone));
    }
    return constant(Type.names, type);
  }

  private static String constant(String[] names, int value) {
    return value >= 0 && value < names.length ? names[value] : "unknown " + value;
  }

  private static String name(org.apache.arrow.flatbuf.Field field) {
    String name = field.name();
    return name == null ? "" : name;
  }

  private ConnectorException differs(String what, Object expected, Object found) {
    return Reject.at(
        offset,
        "%s differs from the schema of table %s: expected %s, found %s"
            .formatted(what, Reject.quote(table.name()), expected, found));
  }
}

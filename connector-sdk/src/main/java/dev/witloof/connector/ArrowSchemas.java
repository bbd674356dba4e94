package dev.witloof.connector;

import java.util.List;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * How {@link DataType}s are written in Arrow. Vectors that a {@link RecordBatch} lends always have
 * exactly the schema that {@link #toArrow(TableSchema)} gives.
 *
 * <table>
 * <caption>The mapping</caption>
 * <tr><th>data type</th><th>Arrow type</th><th>accepted from connectors as well</th></tr>
 * <tr><td>Bool</td><td>Bool</td><td></td></tr>
 * <tr><td>Int32, Int64</td><td>Int(32 or 64, signed)</td><td></td></tr>
 * <tr><td>Float64</td><td>FloatingPoint(DOUBLE)</td><td></td></tr>
 * <tr><td>Text, Json</td><td>Utf8</td><td></td></tr>
 * <tr><td>Bytes</td><td>Binary</td><td></td></tr>
 * <tr><td>TimestampMillis</td><td>Timestamp(MILLISECOND, "UTC")</td><td>no time zone, which is read as
 *     UTC, "Etc/UTC", "Z" and "+00:00"</td></tr>
 * <tr><td>ListOf</td><td>List, its child nullable and named "item"</td><td>any name of the child, a
 *     child that is not nullable</td></tr>
 * <tr><td>Struct</td><td>Struct</td><td></td></tr>
 * </table>
 *
 * <p>Whether a column is nullable is read from the {@link TableSchema}: many Arrow writers declare
 * every column nullable, so the border counts the nulls instead of comparing declarations.
 */
public final class ArrowSchemas {
  /** The time zone of every timestamp. */
  public static final String UTC = "UTC";

  private static final String ELEMENT = "item";

  private ArrowSchemas() {}

  /** The Arrow schema of a table: one Arrow field for each column, in order, without metadata. */
  public static Schema toArrow(TableSchema table) {
    return new Schema(table.fields().stream().map(ArrowSchemas::toArrow).toList());
  }

  /** The Arrow field of a column or struct member, with its children. */
  public static org.apache.arrow.vector.types.pojo.Field toArrow(Field field) {
    return arrow(field.name(), field.type(), field.nullable());
  }

  private static org.apache.arrow.vector.types.pojo.Field arrow(
      String name, DataType type, boolean nullable) {
    List<org.apache.arrow.vector.types.pojo.Field> children = List.of();
    if (type instanceof DataType.ListOf list) {
      children = List.of(arrow(ELEMENT, list.element(), true));
    } else if (type instanceof DataType.Struct struct) {
      children = struct.fields().stream().map(ArrowSchemas::toArrow).toList();
    }
    return new org.apache.arrow.vector.types.pojo.Field(
        name, new FieldType(nullable, arrowType(type), null), children);
  }

  private static ArrowType arrowType(DataType type) {
    if (type instanceof DataType.Bool) {
      return ArrowType.Bool.INSTANCE;
    } else if (type instanceof DataType.Int32) {
      return new ArrowType.Int(32, true);
    } else if (type instanceof DataType.Int64) {
      return new ArrowType.Int(64, true);
    } else if (type instanceof DataType.Float64) {
      return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    } else if (type instanceof DataType.Text || type instanceof DataType.Json) {
      return ArrowType.Utf8.INSTANCE;
    } else if (type instanceof DataType.Bytes) {
      return ArrowType.Binary.INSTANCE;
    } else if (type instanceof DataType.TimestampMillis) {
      return new ArrowType.Timestamp(TimeUnit.MILLISECOND, UTC);
    } else if (type instanceof DataType.ListOf) {
      return ArrowType.List.INSTANCE;
    } else if (type instanceof DataType.Struct) {
      return ArrowType.Struct.INSTANCE;
    }
    throw new IllegalArgumentException("no Arrow type is known for " + type);
  }
}

package dev.witloof.connector.internal.ipc;

import static dev.witloof.connector.internal.ipc.Border.accepted;
import static dev.witloof.connector.internal.ipc.Border.refused;
import static dev.witloof.connector.internal.ipc.Border.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.ArrowSchemas;
import dev.witloof.connector.DataType;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that differ from the discovered one, and the differences that do not matter. */
class SchemaLiesTest {
  private static final ArrowType INT64 = new ArrowType.Int(64, true);

  private static Field field(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), List.of(children));
  }

  private static byte[] schema(Field... fields) {
    return IpcForge.of(new Schema(List.of(fields))).end();
  }

  /** A stream of one batch without rows. */
  private static byte[] stream(Field field, int nodes, int buffers) {
    IpcForge.Batch batch = new IpcForge.Batch(0);
    for (int i = 0; i < nodes; i++) {
      batch.node(0, 0);
    }
    for (int i = 0; i < buffers; i++) {
      batch.buffer();
    }
    return IpcForge.of(new Schema(List.of(field))).batch(batch).end();
  }

  private static void differs(DataType expected, ArrowType found, String... words) {
    refused(table("c", expected, true), schema(field("c", found)), words);
  }

  @Test
  void columnsMissingOrTooMany() {
    TableSchema two =
        new TableSchema(
            "t",
            List.of(
                new dev.witloof.connector.Field("a", new DataType.Int64(), false),
                new dev.witloof.connector.Field("b", new DataType.Int64(), false)),
            List.of());
    refused(
        two,
        schema(field("a", INT64)),
        "number of columns",
        "expected 2 ['a', 'b'], found 1 ['a']");
    refused(two, schema(), "found 0 []");
    refused(
        two,
        schema(field("a", INT64), field("b", INT64), field("c", INT64)),
        "found 3 ['a', 'b', 'c']");
    refused(
        two,
        schema(field("b", INT64), field("a", INT64)),
        "name of column 1 differs",
        "expected 'a', found 'b'");
  }

  @Test
  void typesThatDiffer() {
    differs(
        new DataType.Int64(),
        new ArrowType.Int(32, true),
        "column 'c'",
        "expected Int(64, true), found Int(32, true)");
    differs(new DataType.Int64(), new ArrowType.Int(64, false), "found Int(64, false)");
    differs(new DataType.Int32(), INT64, "expected Int(32, true), found Int(64, true)");
    differs(
        new DataType.Float64(),
        new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
        "found FloatingPoint(SINGLE)");
    differs(new DataType.Bool(), INT64, "expected Bool");
    differs(new DataType.Text(), ArrowType.LargeUtf8.INSTANCE, "expected Utf8, found LargeUtf8");
    differs(new DataType.Json(), ArrowType.Binary.INSTANCE, "expected Utf8, found Binary");
    differs(new DataType.Bytes(), ArrowType.Utf8.INSTANCE, "expected Binary, found Utf8");
    differs(new DataType.ListOf(new DataType.Bool()), ArrowType.Bool.INSTANCE, "expected List");
    differs(new DataType.Text(), new ArrowType.Date(DateUnit.DAY), "found Date");
  }

  @Test
  void timestampsOfAnotherUnitOrZone() {
    differs(
        new DataType.TimestampMillis(),
        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
        "expected Timestamp(MILLISECOND, UTC), found Timestamp(MICROSECOND, 'UTC')");
    differs(
        new DataType.TimestampMillis(),
        new ArrowType.Timestamp(TimeUnit.MILLISECOND, "Europe/Brussels"),
        "found Timestamp(MILLISECOND, 'Europe/Brussels')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UTC", "Etc/UTC", "Z", "+00:00"})
  void everyNameOfUtcIsAccepted(String zone) {
    ArrowType type = new ArrowType.Timestamp(TimeUnit.MILLISECOND, zone.isEmpty() ? null : zone);
    assertEquals(
        0,
        accepted(table("c", new DataType.TimestampMillis(), true), stream(field("c", type), 1, 2)));
  }

  @Test
  void membersAndElementsAreComparedToo() {
    DataType struct =
        new DataType.Struct(
            List.of(new dev.witloof.connector.Field("m", new DataType.Int64(), true)));
    TableSchema table = table("c", struct, true);
    refused(
        table,
        schema(field("c", ArrowType.Struct.INSTANCE, field("x", INT64))),
        "name of member 1 of column 'c'",
        "expected 'm', found 'x'");
    refused(
        table,
        schema(field("c", ArrowType.Struct.INSTANCE, field("m", ArrowType.Bool.INSTANCE))),
        "column 'c'.'m'",
        "expected Int(64, true), found Bool");
    refused(
        table,
        schema(field("c", ArrowType.Struct.INSTANCE)),
        "number of members of column 'c'",
        "expected 1, found 0");
    refused(
        table("c", new DataType.ListOf(new DataType.Text()), true),
        schema(field("c", ArrowType.List.INSTANCE, field("item", INT64))),
        "column 'c'[]",
        "expected Utf8, found Int(64, true)");
  }

  @Test
  void theNameOfAListsElementDoesNotMatter() {
    Field list = field("c", ArrowType.List.INSTANCE, field("element", ArrowType.Bool.INSTANCE));
    assertEquals(
        0,
        accepted(table("c", new DataType.ListOf(new DataType.Bool()), true), stream(list, 2, 4)));
  }

  @Test
  void declaredNullabilityAndMetadataDoNotMatter() {
    Field field = new Field("c", new FieldType(true, INT64, null, Map.of("k", "v")), List.of());
    assertEquals(0, accepted(table("c", new DataType.Int64(), false), stream(field, 1, 2)));
  }

  @Test
  void aDictionaryEncodedColumn() {
    Schema schema =
        new Schema(
            List.of(
                new Field(
                    "c",
                    new FieldType(
                        true, ArrowType.Utf8.INSTANCE, new DictionaryEncoding(1, false, null)),
                    List.of())));
    refused(
        table("c", new DataType.Text(), true),
        IpcForge.of(schema).end(),
        "column 'c' is dictionary-encoded");
  }

  @Test
  void hostileNamesAreQuotedAndCut() {
    refused(
        table("c", new DataType.Int64(), true),
        schema(field("\u001b[31m" + "x".repeat(500), INT64)),
        "found '\\u001b[31mxxx",
        "…'");
  }

  @Test
  void theSchemaOfATableIsItsOwnMatch() {
    assertEquals(
        List.of("c"),
        ArrowSchemas.toArrow(table("c", new DataType.Int64(), true)).getFields().stream()
            .map(Field::getName)
            .toList());
  }
}

package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {
  private static final VariantValue INT64 = VariantValue.of("int64");

  @Test
  void readsWhatTheWriterWrote() {
    DataType nested =
        new DataType.ListOf(
            new DataType.Struct(
                List.of(
                    new Field("a", new DataType.Json(), true),
                    new Field("b", new DataType.ListOf(new DataType.Bytes()), false))));
    TableSchema schema =
        new TableSchema(
            "t",
            List.of(
                new Field("id", new DataType.Int64(), false),
                new Field("flag", new DataType.Bool(), true),
                new Field("small", new DataType.Int32(), true),
                new Field("ratio", new DataType.Float64(), true),
                new Field("text", new DataType.Text(), true),
                new Field("at", new DataType.TimestampMillis(), true),
                new Field("nested", nested, true),
                new Field("again", nested, true)),
            List.of("id"));

    RecordValue written = SchemaWriter.write(schema);

    assertEquals(List.of(schema), SchemaReader.readAll(List.of(written)));
  }

  @Test
  void writesEqualTypesOnce() {
    TableSchema schema =
        new TableSchema(
            "t",
            List.of(
                new Field("a", new DataType.ListOf(new DataType.Int64()), true),
                new Field("b", new DataType.ListOf(new DataType.Int64()), true)),
            List.of());

    assertEquals(
        List.of(INT64, VariantValue.of("list", 0L)), SchemaWriter.write(schema).get("types"));
  }

  @Test
  void refusesATypeThatRefersToItself() {
    String message =
        refusal(schema("t", List.of(VariantValue.of("list", 0L)), List.of(field("a", 0L))));
    assertTrue(message.contains("type 0 refers to type 0"), message);
    assertTrue(message.contains("table 't'"), message);
  }

  @Test
  void refusesAReferenceOutOfRange() {
    String message = refusal(schema("t", List.of(INT64), List.of(field("a", 0xFFFFFFFFL))));
    assertTrue(message.contains("field 'a' of the table refers to type 4294967295"), message);
  }

  @Test
  void refusesAGraphThatUnfoldsToExponentiallyManyNodes() {
    List<Object> types = new ArrayList<>(List.of(INT64));
    for (long i = 0; i < 60; i++) {
      types.add(VariantValue.of("struct", List.of(field("l", i), field("r", i))));
    }
    String message = refusal(schema("t", types, List.of(field("a", 60L))));
    assertTrue(message.contains("more than 10000"), message);
  }

  @Test
  void refusesDeepNesting() {
    List<Object> types = new ArrayList<>(List.of(INT64));
    for (long i = 0; i < 5_000; i++) {
      types.add(VariantValue.of("list", i));
    }
    String message = refusal(schema("t", types, List.of(field("a", 5_000L))));
    assertTrue(message.contains("deeper than 64"), message);
  }

  @Test
  void refusesTooManyTypes() {
    List<Object> types = new ArrayList<>();
    for (int i = 0; i <= TableSchema.MAX_NODES; i++) {
      types.add(INT64);
    }
    String message = refusal(schema("t", types, List.of(field("a", 0L))));
    assertTrue(message.contains("10001 types"), message);
  }

  @Test
  void refusesTwoTablesOfOneName() {
    RecordValue table = schema("t", List.of(INT64), List.of(field("a", 0L)));
    assertTrue(refusal(table, table).contains("two tables named 't'"));
  }

  @Test
  void saysWhatATableSchemaFindsWrong() {
    String message = refusal(schema("t", List.of(INT64), List.of()));
    assertTrue(message.contains("no columns"), message);
  }

  @Test
  void keepsControlCharactersOfNamesOutOfMessages() {
    String message =
        refusal(schema("evil\u001b[31m", List.of(INT64), List.of(field("a\u0007", 9L))));
    assertTrue(message.chars().noneMatch(c -> c == 0x1b || c == 0x07), message);
  }

  private static String refusal(RecordValue... schemas) {
    return assertThrows(
            ConnectorException.Permanent.class, () -> SchemaReader.readAll(List.of(schemas)))
        .getMessage();
  }

  private static RecordValue schema(String name, List<Object> types, List<Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("types", types);
    values.put("fields", fields);
    values.put("primary-key", List.of());
    return new RecordValue(values);
  }

  private static RecordValue field(String name, long type) {
    return new RecordValue(Map.of("name", name, "data-type", type, "nullable", true));
  }
}

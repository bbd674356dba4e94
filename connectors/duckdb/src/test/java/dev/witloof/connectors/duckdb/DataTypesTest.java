package dev.witloof.connectors.duckdb;

import static dev.witloof.connectors.duckdb.TestDatabase.query;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTypesTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          "all types",
          List.of(
              field("bool", new DataType.Bool()),
              field("int 32", new DataType.Int32()),
              field("int64", new DataType.Int64()),
              field("float64", new DataType.Float64()),
              field("select", new DataType.Text()),
              field("a\"b", new DataType.Bytes()),
              field("at", new DataType.TimestampMillis()),
              field("json", new DataType.Json()),
              field("texts", new DataType.ListOf(new DataType.Text())),
              field("jsons", new DataType.ListOf(new DataType.Json())),
              field(
                  "structs",
                  new DataType.ListOf(
                      new DataType.Struct(
                          List.of(
                              field("x y", new DataType.Int32()),
                              field("Z", new DataType.Json())))))),
          List.of());

  @TempDir Path folder;

  private static Field field(String name, DataType type) {
    return new Field(name, type, true);
  }

  @Test
  void writesEachTypeAndItsNull() throws SQLException {
    Path file = folder.resolve("a'b c?d.duckdb");
    try (DuckDbDestination destination = DuckDbDestination.open(file);
        RecordBatch batch = RecordBatch.build(SCHEMA, DataTypesTest::fill)) {
      destination.prepare(SCHEMA);
      destination.write("all types", batch);
      destination.commit();
    }
    assertEquals(
        List.of(
            "true|-5|9007199254740993|0.1|é\0x|\\x00\\xFF|1714557600123|{\"a\": 1.10}|[a, NULL]"
                + "|[[1]]|[{'x y': 7, 'Z': '{}'}, NULL]",
            "null|null|null|null|null|null|null|null|null|null|null"),
        query(
            file,
            "SELECT \"bool\", \"int 32\", int64, \"float64\", \"select\", \"a\"\"b\"::VARCHAR,"
                + " epoch_ms(\"at\"), json, texts::VARCHAR, jsons::VARCHAR, structs::VARCHAR FROM"
                + " \"all types\""));
    assertEquals(
        List.of(
            "BOOLEAN",
            "INTEGER",
            "BIGINT",
            "DOUBLE",
            "VARCHAR",
            "BLOB",
            "TIMESTAMP WITH TIME ZONE",
            "JSON",
            "VARCHAR[]",
            "JSON[]",
            "STRUCT(\"x y\" INTEGER, Z JSON)[]"),
        query(
            file,
            "SELECT data_type FROM duckdb_columns() WHERE table_name = 'all types' ORDER BY"
                + " column_index"));
  }

  private static void fill(VectorSchemaRoot root) {
    ((BitVector) root.getVector(0)).setSafe(0, 1);
    ((IntVector) root.getVector(1)).setSafe(0, -5);
    ((BigIntVector) root.getVector(2)).setSafe(0, 9007199254740993L);
    ((Float8Vector) root.getVector(3)).setSafe(0, 0.1);
    setText(root.getVector(4), 0, "é\0x");
    ((VarBinaryVector) root.getVector(5)).setSafe(0, new byte[] {0, -1});
    ((TimeStampVector) root.getVector(6)).setSafe(0, 1714557600123L);
    setText(root.getVector(7), 0, "{\"a\": 1.10}");
    ListVector texts = (ListVector) root.getVector(8);
    texts.startNewValue(0);
    setText(texts.getDataVector(), 0, "a");
    texts.getDataVector().setNull(1);
    texts.endValue(0, 2);
    ListVector jsons = (ListVector) root.getVector(9);
    jsons.startNewValue(0);
    setText(jsons.getDataVector(), 0, "[1]");
    jsons.endValue(0, 1);
    ListVector structs = (ListVector) root.getVector(10);
    structs.startNewValue(0);
    StructVector struct = (StructVector) structs.getDataVector();
    struct.setIndexDefined(0);
    ((IntVector) struct.getChildByOrdinal(0)).setSafe(0, 7);
    setText((FieldVector) struct.getChildByOrdinal(1), 0, "{}");
    struct.setNull(1);
    structs.endValue(0, 2);
    for (FieldVector vector : root.getFieldVectors()) {
      vector.setNull(1);
    }
    root.setRowCount(2);
  }

  private static void setText(FieldVector vector, int row, String text) {
    ((VarCharVector) vector).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
  }
}

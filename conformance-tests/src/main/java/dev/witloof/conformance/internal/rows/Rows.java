package dev.witloof.conformance.internal.rows;

import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Rows out of batches, and batches of rows. */
public final class Rows {
  private Rows() {}

  /** The rows of a batch, in order; the batch stays open. */
  public static List<Row> of(RecordBatch batch) {
    List<Row> rows = new ArrayList<>();
    batch.forEach(root -> add(batch.schema(), root, rows));
    return rows;
  }

  private static void add(TableSchema schema, VectorSchemaRoot root, List<Row> rows) {
    List<CellReader> cells = new ArrayList<>();
    List<FieldVector> vectors = root.getFieldVectors();
    for (int i = 0; i < vectors.size(); i++) {
      cells.add(CellReader.of(schema.fields().get(i).type(), vectors.get(i)));
    }
    for (int row = 0; row < root.getRowCount(); row++) {
      List<@Nullable Object> values = new ArrayList<>(cells.size());
      for (CellReader cell : cells) {
        values.add(cell.read(row));
      }
      rows.add(new Row(values));
    }
  }

  /** A batch of these rows, which the caller closes. */
  public static RecordBatch batch(TableSchema schema, List<Row> rows) {
    return RecordBatch.build(
        schema,
        root -> {
          root.allocateNew();
          for (int column = 0; column < schema.fields().size(); column++) {
            for (int row = 0; row < rows.size(); row++) {
              CellFiller.set(
                  schema.fields().get(column).type(),
                  root.getVector(column),
                  row,
                  rows.get(row).get(column));
            }
          }
          root.setRowCount(rows.size());
        });
  }

  /** The positions of the columns of the primary key, in the order of the key. */
  public static List<Integer> key(TableSchema schema) {
    List<String> names = schema.fields().stream().map(Field::name).toList();
    return schema.primaryKey().stream().map(names::indexOf).toList();
  }
}

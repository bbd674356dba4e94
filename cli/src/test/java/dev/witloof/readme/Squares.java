package dev.witloof.readme;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;

// README: native
public final class Squares implements ConnectorProvider, Source {
  private static final TableSchema TABLE =
      new TableSchema(
          "squares", List.of(new Field("n", new DataType.Int64(), false)), List.of("n"));

  public String name() {
    return "squares";
  }

  public ConnectorKind kind() {
    return ConnectorKind.SOURCE;
  }

  public Source openSource(Map<String, String> config) {
    return this;
  }

  public List<TableSchema> discover() {
    return List.of(TABLE);
  }

  public ReadHandle open(String table, Optional<Cursor> cursor) {
    int from = cursor.map(c -> (int) c.toByteArray()[0]).orElse(0);
    return new ReadHandle() {
      int at = from;

      public Optional<RecordBatch> next() {
        return at == 100
            ? Optional.empty()
            : Optional.of(
                RecordBatch.build(
                    TABLE,
                    root -> {
                      for (int row = 0; row < 10; row++, at++)
                        ((BigIntVector) root.getVector("n")).setSafe(row, (long) at * at);
                      root.setRowCount(10);
                    }));
      }

      public Cursor cursor() {
        return Cursor.of(new byte[] {(byte) at});
      }
    };
  }
}
// end

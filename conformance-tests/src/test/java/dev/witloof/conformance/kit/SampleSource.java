package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A source that does everything right; what is wrong in another overrides a method of it. */
class SampleSource implements Source {
  private static final Pattern CURSOR = Pattern.compile("([a-z]+):(0|[1-9][0-9]{0,8})");

  @Override
  public List<TableSchema> discover() {
    return SampleTables.all();
  }

  @Override
  public ReadHandle open(String table, Optional<Cursor> cursor) {
    TableSchema schema = schemaOf(table);
    return handle(schema, cursor.map(c -> position(schema, c)).orElse(0));
  }

  TableSchema schemaOf(String table) {
    return SampleTables.all().stream()
        .filter(schema -> schema.name().equals(table))
        .findFirst()
        .orElseThrow(() -> new ConnectorException.Permanent("there is no table " + table));
  }

  int position(TableSchema table, Cursor cursor) {
    String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
    Matcher matcher = CURSOR.matcher(text);
    if (!matcher.matches() || !matcher.group(1).equals(table.name())) {
      throw new ConnectorException.Permanent(table.name() + ": this is no cursor of the table");
    }
    int position = Integer.parseInt(matcher.group(2));
    if (position > rowCount()) {
      throw new ConnectorException.Permanent(table.name() + ": the cursor is beyond the end");
    }
    return position;
  }

  int rowCount() {
    return SampleTables.ROWS;
  }

  Handle handle(TableSchema table, int from) {
    return new Handle(table, from);
  }

  /** One whose batches have that many rows. */
  Handle inBatchesOf(int size, TableSchema table, int from) {
    return new Handle(table, from) {
      @Override
      public Optional<RecordBatch> next() {
        int start = position;
        position = Math.min(start + size, rowCount());
        return start == position ? Optional.empty() : Optional.of(batch(start, position));
      }
    };
  }

  /** Gives the rows of a table from a position on. */
  class Handle implements ReadHandle {
    final TableSchema table;
    int position;

    Handle(TableSchema table, int from) {
      this.table = table;
      this.position = from;
    }

    @Override
    public Optional<RecordBatch> next() {
      int from = position;
      int to = Math.min(from + SampleTables.BATCH, rowCount());
      if (from == to) {
        return Optional.empty();
      }
      position = to;
      return Optional.of(batch(from, to));
    }

    RecordBatch batch(int from, int to) {
      return Rows.batch(table, rows(from, to));
    }

    List<Row> rows(int from, int to) {
      return SampleTables.rows(table, from, to);
    }

    @Override
    public Cursor cursor() {
      return cursorOf(position);
    }

    Cursor cursorOf(int at) {
      return Cursor.of((table.name() + ":" + at).getBytes(StandardCharsets.UTF_8));
    }
  }
}

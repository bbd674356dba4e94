package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A destination that does everything right; what is wrong in another overrides a method of it. */
class SampleDestination implements CursorStoringDestination {
  final MemoryLake lake;
  final Map<String, TableSchema> prepared = new HashMap<>();
  final Map<String, List<Row>> staged = new LinkedHashMap<>();
  final Map<String, Cursor> stagedCursors = new HashMap<>();

  SampleDestination(MemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public void prepare(TableSchema schema) {
    MemoryLake.Table table =
        lake.tables.computeIfAbsent(schema.name(), name -> new MemoryLake.Table(schema));
    int known = table.schema.fields().size();
    boolean fits =
        schema.fields().size() >= known
            && schema.fields().subList(0, known).equals(table.schema.fields())
            && schema.primaryKey().equals(table.schema.primaryKey());
    if (!fits) {
      throw mismatch(schema.name());
    }
    table.schema = schema;
    prepared.put(schema.name(), schema);
  }

  RuntimeException mismatch(String table) {
    return new ConnectorException.SchemaIncompatible(table + " is there with other columns");
  }

  @Override
  public void write(String table, RecordBatch batch) {
    TableSchema schema = prepared.get(table);
    if (schema == null) {
      throw new ConnectorException.Permanent(table + " was not prepared");
    }
    if (!batch.schema().fields().equals(schema.fields())) {
      throw mismatch(table);
    }
    stage(table, Rows.of(batch));
  }

  void stage(String table, List<Row> rows) {
    staged.computeIfAbsent(table, name -> new ArrayList<>()).addAll(rows);
  }

  @Override
  public void commit() {
    staged.forEach(this::merge);
    lake.cursors.putAll(stagedCursors);
    abort();
  }

  void merge(String name, List<Row> rows) {
    MemoryLake.Table table = lake.tables.get(name);
    table.rows.addAll(rows);
    List<Integer> key = Rows.key(table.schema);
    if (!key.isEmpty()) {
      Map<Row, Row> byKey = new LinkedHashMap<>();
      table.rows.forEach(row -> byKey.put(row.project(key), row));
      table.rows = new ArrayList<>(byKey.values());
    }
  }

  @Override
  public void abort() {
    staged.clear();
    stagedCursors.clear();
  }

  @Override
  public Optional<Cursor> loadCursor(String pipeline, String table) {
    return Optional.ofNullable(lake.cursors.get(pipeline + "/" + table));
  }

  @Override
  public void stageCursor(String pipeline, String table, Cursor cursor) {
    stagedCursors.put(pipeline + "/" + table, cursor);
  }

  @Override
  public void close() {
    staged.clear();
    stagedCursors.clear();
  }
}

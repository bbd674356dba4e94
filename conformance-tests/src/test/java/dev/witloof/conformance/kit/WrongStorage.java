package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Destinations that store or refuse wrongly, in one way each. */
enum WrongStorage implements WrongDestination {
  KEYS_ARE_APPENDED(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              lake.tables.get(name).rows.addAll(rows);
            }
          },
      "destination.batch-lent",
      "destination.generated",
      "idempotency",
      "destination.upsert",
      "destination.key-types"),
  FIRST_ROW_OF_A_KEY_WINS(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              List<Row> turned = new ArrayList<>(rows);
              Collections.reverse(turned);
              super.merge(name, turned);
            }
          },
      "destination.generated",
      "destination.upsert"),
  EQUAL_ROWS_ARE_MERGED(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              super.merge(name, rows);
              MemoryLake.Table table = lake.tables.get(name);
              table.rows = new ArrayList<>(new LinkedHashSet<>(table.rows));
            }
          },
      "destination.append",
      "destination.generated"),
  UNPREPARED_THROWS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              if (!prepared.containsKey(table)) {
                throw new IllegalStateException("not prepared");
              }
              super.write(table, batch);
            }
          },
      "destination.unprepared",
      "destination.unprepared-here"),
  UNPREPARED_IS_PREPARED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              if (!prepared.containsKey(table)) {
                prepare(batch.schema());
              }
              super.write(table, batch);
            }
          },
      "destination.unprepared",
      "destination.unprepared-here"),
  BATCHES_ARE_NOT_COMPARED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              if (prepared.containsKey(table)) {
                stage(table, Rows.of(batch));
              } else {
                super.write(table, batch);
              }
            }
          },
      "destination.other-batch"),
  OTHER_COLUMNS_ARE_PERMANENT(
      lake ->
          new SampleDestination(lake) {
            @Override
            RuntimeException mismatch(String table) {
              return new ConnectorException.Permanent(table);
            }
          },
      "destination.other-type",
      "destination.column-order",
      "destination.fewer-columns",
      "destination.other-key",
      "destination.other-nullability"),
  OTHER_COLUMNS_ARE_TAKEN(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              lake.tables.computeIfAbsent(schema.name(), name -> new MemoryLake.Table(schema));
              lake.tables.get(schema.name()).schema = schema;
              super.prepare(schema);
            }
          },
      "destination.other-type",
      "destination.column-order",
      "destination.fewer-columns"),
  NO_COLUMN_IS_ADDED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              if (lake.tables.containsKey(schema.name())
                  && !lake.tables.get(schema.name()).schema.equals(schema)) {
                throw mismatch(schema.name());
              }
              super.prepare(schema);
            }
          },
      "destination.evolution"),
  EMPTY_TEXT_IS_NULL(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(table, rows.stream().map(WrongStorage::withoutEmptyText).toList());
            }
          },
      "destination.generated",
      "destination.types",
      "destination.environment",
      "destination.keys"),
  LISTS_LOSE_THEIR_NULLS(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(table, rows.stream().map(WrongStorage::withoutNulls).toList());
            }
          },
      "destination.generated",
      "destination.nested"),
  KEYS_ARE_TRIMMED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void stage(String table, List<Row> rows) {
              super.stage(
                  table,
                  prepared.get(table).primaryKey().isEmpty()
                      ? rows
                      : rows.stream().map(row -> Drifts.mapped(row, Drifts::trimmed)).toList());
            }
          },
      "destination.generated",
      "destination.environment",
      "destination.keys",
      "destination.types",
      "destination.nested",
      "destination.seldom"),
  KEYS_IGNORE_CASE(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              MemoryLake.Table table = lake.tables.get(name);
              table.rows.addAll(rows);
              List<Integer> key = Rows.key(table.schema);
              if (!key.isEmpty()) {
                Map<String, Row> byKey = new LinkedHashMap<>();
                table.rows.forEach(
                    row -> byKey.put(row.project(key).toString().toLowerCase(Locale.ROOT), row));
                table.rows = new ArrayList<>(byKey.values());
              }
            }
          },
      "destination.keys"),
  TIMES_LOSE_THEIR_MILLISECONDS(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(
                  table, rows.stream().map(row -> Drifts.mapped(row, Drifts::inSeconds)).toList());
            }
          },
      "destination.environment",
      "destination.generated",
      "destination.types",
      "destination.key-types",
      "destination.seldom"),
  WHOLE_NUMBERS_ARE_STORED_AS_DOUBLES(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(
                  table, rows.stream().map(row -> Drifts.mapped(row, Drifts::asDouble)).toList());
            }
          },
      "destination.environment",
      "destination.generated",
      "destination.types",
      "destination.nested",
      "destination.keys"),
  TIMES_ARE_WRITTEN_IN_LOCAL_TIME(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(
                  table, rows.stream().map(row -> Drifts.mapped(row, Drifts::inTimeZone)).toList());
            }
          },
      "destination.environment"),
  LONG_TEXTS_ARE_CUT(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(
                  table, rows.stream().map(row -> Drifts.mapped(row, Drifts::cut)).toList());
            }
          },
      "destination.wide"),
  VALUES_ARE_STORED_BY_PLACE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              MemoryLake.Table table = lake.tables.get(schema.name());
              boolean turned =
                  table != null
                      && !table.schema.fields().equals(schema.fields())
                      && Set.copyOf(table.schema.fields()).equals(Set.copyOf(schema.fields()));
              if (turned) {
                prepared.put(schema.name(), schema);
              } else {
                super.prepare(schema);
              }
            }
          },
      "destination.column-order");

  private final Function<MemoryLake, Destination> open;
  private final List<String> caughtBy;

  WrongStorage(Function<MemoryLake, Destination> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  @Override
  public Destination open(MemoryLake lake) {
    return open.apply(lake);
  }

  @Override
  public List<String> caughtBy() {
    return caughtBy;
  }

  private static Row withoutEmptyText(Row row) {
    List<Object> values = new ArrayList<>(row.values());
    values.replaceAll(value -> "".equals(value) ? null : value);
    return new Row(values);
  }

  private static Row withoutNulls(Row row) {
    List<Object> values = new ArrayList<>(row.values());
    values.replaceAll(
        value -> {
          if (!(value instanceof List<?> list)) {
            return value;
          }
          List<Object> kept = new ArrayList<>(list);
          kept.removeAll(Collections.singleton(null));
          return kept;
        });
    return new Row(values);
  }
}

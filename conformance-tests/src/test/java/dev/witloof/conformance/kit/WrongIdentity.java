package dev.witloof.conformance.kit;

import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Destinations that take keys, columns, tables or values for others, in one way each. */
enum WrongIdentity implements WrongDestination {
  KEYS_ARE_JOINED(
      lake ->
          keyedBy(
              lake,
              (table, key) ->
                  key.values().stream()
                      .map(Row::show)
                      .reduce("", (a, b) -> a + b)
                      .replace("\"", "")),
      "destination.keys"),
  FIRST_COLUMN_IS_THE_KEY(
      lake -> keyedBy(lake, (table, key) -> Objects.requireNonNull(key.get(0))),
      "destination.generated",
      "destination.keys"),
  KEYS_HAVE_32_BITS(
      lake ->
          keyedBy(
              lake,
              (table, key) ->
                  key.values().stream()
                      .map(value -> value instanceof Long id ? (Object) id.intValue() : value)
                      .toList()),
      "destination.keys"),
  KEYS_OF_BYTES_ARE_COMPARED_AS_OBJECTS(
      lake ->
          keyedBy(
              lake, (table, key) -> key.get(0) instanceof ByteBuffer ? new Object() : (Object) key),
      "destination.key-types"),
  OTHER_KEY_IS_PASSED_OVER(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              MemoryLake.Table table = lake.tables.get(schema.name());
              boolean sameColumns = table != null && table.schema.fields().equals(schema.fields());
              super.prepare(sameColumns ? table.schema : schema);
            }
          },
      "destination.other-key"),
  NULLS_ARE_EMPTY_WHERE_NONE_WERE(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              MemoryLake.Table table = lake.tables.get(schema.name());
              if (table != null
                  && Drifts.allNullable(table.schema).equals(Drifts.allNullable(schema))) {
                prepared.put(schema.name(), schema);
              } else {
                super.prepare(schema);
              }
            }

            @Override
            void merge(String name, List<Row> rows) {
              TableSchema schema = lake.tables.get(name).schema;
              super.merge(name, rows.stream().map(row -> filled(schema, row)).toList());
            }
          },
      "destination.other-key",
      "destination.other-nullability"),
  COLUMNS_THAT_ARE_NOT_PREPARED_ARE_EMPTIED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              MemoryLake.Table table = lake.tables.get(schema.name());
              int kept = schema.fields().size();
              if (table != null
                  && kept < table.schema.fields().size()
                  && table.schema.fields().subList(0, kept).equals(schema.fields())) {
                table.schema = schema;
                table.rows.replaceAll(row -> new Row(row.values().subList(0, kept)));
              }
              super.prepare(schema);
            }
          },
      "destination.fewer-columns"),
  OTHER_COLUMNS_OF_A_BATCH_ARE_PASSED_OVER(
      lake -> forgiving(lake, (prepared, batch) -> batch.containsAll(prepared)),
      "destination.other-batch"),
  COLUMNS_THAT_A_BATCH_LACKS_ARE_NULL(
      lake -> forgiving(lake, (prepared, batch) -> prepared.containsAll(batch)),
      "destination.other-batch"),
  LINE_ENDS_ARE_MADE_ONE(
      lake ->
          changing(
              lake, value -> value instanceof String text ? text.replace("\r\n", "\n") : value),
      "destination.seldom"),
  TEXTS_END_AT_NUL(
      lake ->
          changing(
              lake, value -> value instanceof String text ? text.split("\u0000", 2)[0] : value),
      "destination.seldom"),
  TIMES_END_WITH_9999(
      lake ->
          changing(
              lake,
              value ->
                  value instanceof Instant time
                          && time.isAfter(Instant.parse("9999-12-31T23:59:59.999Z"))
                      ? Instant.parse("9999-12-31T23:59:59.999Z")
                      : value),
      "destination.seldom"),
  WORDS_OF_SQL_ARE_NO_COLUMNS(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void prepare(TableSchema schema) {
              for (Field field : schema.fields()) {
                if (Set.of("order", "select", "group").contains(field.name())) {
                  throw new ConnectorException.Permanent("syntax error near " + field.name());
                }
              }
              super.prepare(schema);
            }
          },
      "destination.words"),
  COLUMNS_IGNORE_CASE(
      lake ->
          new SampleDestination(lake) {
            @Override
            void stage(String table, List<Row> rows) {
              super.stage(
                  table, rows.stream().map(row -> caseless(prepared.get(table), row)).toList());
            }
          },
      "destination.columns-alike"),
  TABLES_IGNORE_CASE(
      lake ->
          new SampleDestination(lake) {
            @Override
            void merge(String name, List<Row> rows) {
              List<String> alike =
                  lake.tables.keySet().stream().filter(name::equalsIgnoreCase).toList();
              alike.forEach(table -> super.merge(table, rows));
            }
          },
      "destination.tables-alike");

  private final Function<MemoryLake, Destination> open;
  private final List<String> caughtBy;

  WrongIdentity(Function<MemoryLake, Destination> open, String... caughtBy) {
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

  /** One for which rows are the same when what is made of their keys is equal. */
  private static Destination keyedBy(MemoryLake lake, BiFunction<TableSchema, Row, Object> of) {
    return new SampleDestination(lake) {
      @Override
      void merge(String name, List<Row> rows) {
        MemoryLake.Table table = lake.tables.get(name);
        List<Integer> key = Rows.key(table.schema);
        table.rows.addAll(rows);
        if (!key.isEmpty()) {
          Map<Object, Row> byKey = new LinkedHashMap<>();
          table.rows.forEach(row -> byKey.put(of.apply(table.schema, row.project(key)), row));
          table.rows = new ArrayList<>(byKey.values());
        }
      }
    };
  }

  /** One that stores other values than it is given. */
  private static Destination changing(MemoryLake lake, UnaryOperator<Object> change) {
    return new SampleDestination(lake) {
      @Override
      void stage(String table, List<Row> rows) {
        super.stage(table, rows.stream().map(row -> Drifts.mapped(row, change)).toList());
      }
    };
  }

  /** One that takes batches with some other columns, and goes by their names. */
  private static Destination forgiving(
      MemoryLake lake, BiFunction<List<Field>, List<Field>, Boolean> fits) {
    return new SampleDestination(lake) {
      @Override
      public void write(String table, RecordBatch batch) {
        TableSchema schema = prepared.get(table);
        List<Field> given = batch.schema().fields();
        if (schema == null || !fits.apply(schema.fields(), given)) {
          super.write(table, batch);
        } else {
          stage(table, Rows.of(batch).stream().map(row -> fitted(schema, given, row)).toList());
        }
      }
    };
  }

  private static Row fitted(TableSchema schema, List<Field> given, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : schema.fields()) {
      int place = given.indexOf(field);
      values.add(place < 0 ? null : row.get(place));
    }
    return new Row(values);
  }

  private static Row filled(TableSchema schema, Row row) {
    List<@Nullable Object> values = new ArrayList<>(row.values());
    for (int i = 0; i < values.size() && i < schema.fields().size(); i++) {
      if (values.get(i) == null && !schema.fields().get(i).nullable()) {
        values.set(i, "");
      }
    }
    return new Row(values);
  }

  private static Row caseless(TableSchema schema, Row row) {
    Map<String, @Nullable Object> byName = new HashMap<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      byName.put(schema.fields().get(i).name().toLowerCase(Locale.ROOT), row.get(i));
    }
    return new Row(
        schema.fields().stream()
            .map(field -> byName.get(field.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toList()));
  }
}

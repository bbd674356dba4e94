package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Destinations whose prepare() does too much or is not needed, in one way each. */
enum WrongPreparation implements WrongDestination {
  WHAT_OTHERS_PREPARED_IS_PREPARED(
      lake ->
          new SampleDestination(lake) {
            @Override
            public void write(String table, RecordBatch batch) {
              MemoryLake.Table there = lake.tables.get(table);
              if (there != null) {
                prepared.putIfAbsent(table, there.schema);
              }
              super.write(table, batch);
            }
          },
      "destination.unprepared-here"),
  REFUSED_SCHEMA_LEAVES_ITS_COLUMNS(
      lake -> refusingLate(lake, field -> true), "destination.refused-columns"),
  REFUSED_SCHEMA_LEAVES_ITS_LAST_COLUMN(
      lake -> refusingLate(lake, field -> field.name().equals("late")),
      "destination.refused-columns");

  private final Function<MemoryLake, Destination> open;
  private final List<String> caughtBy;

  WrongPreparation(Function<MemoryLake, Destination> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  /** Adds columns that a table lacks also when it then refuses the schema. */
  private static Destination refusingLate(MemoryLake lake, Predicate<Field> left) {
    return new SampleDestination(lake) {
      @Override
      public void prepare(TableSchema schema) {
        try {
          super.prepare(schema);
        } catch (ConnectorException.SchemaIncompatible refused) {
          MemoryLake.Table table = lake.tables.get(schema.name());
          List<Field> fields = new ArrayList<>(table.schema.fields());
          List<String> names = fields.stream().map(Field::name).toList();
          schema.fields().stream()
              .filter(field -> field.nullable() && !names.contains(field.name()))
              .filter(left)
              .forEach(fields::add);
          table.schema = new TableSchema(schema.name(), fields, table.schema.primaryKey());
          throw refused;
        }
      }
    };
  }

  @Override
  public Destination open(MemoryLake lake) {
    return open.apply(lake);
  }

  @Override
  public List<String> caughtBy() {
    return caughtBy;
  }
}

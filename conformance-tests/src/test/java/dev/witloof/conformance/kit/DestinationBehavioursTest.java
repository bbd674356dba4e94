package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Behaviours;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a destination declares absent it must refuse, and may then do nothing about. */
class DestinationBehavioursTest {
  private static final Behaviours POOR =
      Behaviours.all()
          .without(Behaviour.UPSERT)
          .without(Behaviour.NESTED_TYPES)
          .without(Behaviour.ADDED_COLUMNS)
          .without(Behaviour.STORED_CURSORS);

  @Test
  void whatIsDeclaredAbsentMustBeRefused() {
    assertEquals(
        List.of(
            "destination.no-cursor",
            "destination.no-upsert",
            "destination.no-evolution",
            "destination.flat"),
        failed(SampleDestination::new, POOR));
    assertEquals(
        List.of("destination.no-append"),
        failed(SampleDestination::new, Behaviours.all().without(Behaviour.TABLES_WITHOUT_KEY)));
  }

  @Test
  void aPoorDestinationPassesWhenItSaysSo() {
    assertEquals(List.of(), failed(Poor::new, POOR));
  }

  @Test
  void aDestinationThatStoresNoCursorsMustSaySo() {
    assertEquals(
        List.of("destination.cursor"), failed(Poor::new, POOR.with(Behaviour.STORED_CURSORS)));
  }

  private static List<String> failed(Function<MemoryLake, Destination> open, Behaviours declared) {
    MemoryLake lake = new MemoryLake();
    DestinationSubject subject =
        DestinationSubject.of(Natives.destination(config -> open.apply(lake)), lake::rows)
            .behaviours(declared)
            .build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.runAll().stream()
          .filter(result -> result.state() == CheckResult.State.FAILED)
          .map(CheckResult::id)
          .toList();
    }
  }

  /** Appends flat rows to tables as they are, and no more. */
  private static final class Poor implements Destination {
    private final MemoryLake lake;
    private final SampleDestination rich;

    Poor(MemoryLake lake) {
      this.lake = lake;
      this.rich = new SampleDestination(lake);
    }

    @Override
    public void prepare(TableSchema schema) {
      MemoryLake.Table table = lake.tables.get(schema.name());
      boolean nested =
          schema.fields().stream()
              .anyMatch(
                  field ->
                      field.type() instanceof DataType.ListOf
                          || field.type() instanceof DataType.Struct);
      boolean changed = table != null && !table.schema.equals(schema);
      if (nested || changed || !schema.primaryKey().isEmpty()) {
        throw new ConnectorException.SchemaIncompatible(schema.name() + " cannot be kept");
      }
      rich.prepare(schema);
    }

    @Override
    public void write(String table, RecordBatch batch) {
      rich.write(table, batch);
    }

    @Override
    public void commit() {
      rich.commit();
    }

    @Override
    public void abort() {
      rich.abort();
    }

    @Override
    public void close() {
      rich.close();
    }
  }
}

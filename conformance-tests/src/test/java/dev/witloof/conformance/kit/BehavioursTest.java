package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Behaviours;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A behaviour that is declared absent is a promise, too. */
class BehavioursTest {

  @Test
  void aChildIsAbsentWithItsParent() {
    Behaviours declared = Behaviours.all().without(Behaviour.REPEATABLE);
    assertFalse(declared.declares(Behaviour.DETERMINISTIC));
    assertFalse(declared.with(Behaviour.DETERMINISTIC).declares(Behaviour.DETERMINISTIC));
    assertTrue(declared.declares(Behaviour.RESUMABLE));
    assertTrue(declared.with(Behaviour.REPEATABLE).declares(Behaviour.DETERMINISTIC));
  }

  @Test
  void whatIsThereMustBeDeclared() {
    assertEquals(
        List.of("discover.no-keys", "discover.flat"),
        failed(
            new SampleSource(),
            Behaviours.all().without(Behaviour.PRIMARY_KEYS).without(Behaviour.NESTED_TYPES)));
  }

  @Test
  void aSourceThatIsNotResumableRefusesCursors() {
    Behaviours declared = Behaviours.all().without(Behaviour.RESUMABLE);
    assertEquals(List.of("cursor.refused"), failed(new SampleSource(), declared));
    SampleSource refusing =
        new SampleSource() {
          @Override
          int position(TableSchema table, Cursor cursor) {
            throw new ConnectorException.Permanent("this source cannot be resumed");
          }
        };
    assertEquals(List.of(), failed(refusing, declared));
  }

  @Test
  void aSourceThatRepeatsRowsOnResumptionLosesNone() {
    Behaviours declared = Behaviours.all().without(Behaviour.RESUMABLE_AT_EVERY_BATCH);
    assertEquals(List.of(), failed(resuming(-2), declared));
    assertEquals(List.of("cursor.no-loss"), failed(resuming(2), declared));
  }

  /** Whatever the sizes are with which the kit begins. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aSourceThatIsNotDeterministicMayDivideItsRowsAnewInEachRead(int begin) {
    Behaviours declared = Behaviours.all().without(Behaviour.DETERMINISTIC);
    AtomicInteger reads = new AtomicInteger(begin);
    SampleSource dividing =
        new SampleSource() {
          @Override
          Handle handle(TableSchema table, int from) {
            return inBatchesOf(2 + reads.incrementAndGet() % 5, table, from);
          }
        };
    assertEquals(List.of(), failed(dividing, declared));
  }

  private static SampleSource resuming(int rowsAway) {
    return new SampleSource() {
      @Override
      int position(TableSchema table, Cursor cursor) {
        int position = super.position(table, cursor);
        return Math.min(SampleTables.ROWS, Math.max(0, position + rowsAway));
      }
    };
  }

  private static List<String> failed(SampleSource source, Behaviours declared) {
    SourceSubject subject =
        SourceSubject.of(Natives.source(config -> source)).behaviours(declared).build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.runAll().stream()
          .filter(result -> result.state() == CheckResult.State.FAILED)
          .map(CheckResult::id)
          .toList();
    }
  }
}

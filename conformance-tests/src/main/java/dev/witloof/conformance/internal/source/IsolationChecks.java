package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads that go on at the same time do not disturb each other. */
final class IsolationChecks {
  private static final int MOST_TABLES = 10;
  private static final int THREADS = 4;

  private final SourceProbe probe;

  private IsolationChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    IsolationChecks checks = new IsolationChecks(probe);
    return List.of(
        Check.of(
                "handles.interleaved",
                "Handles of one source that are read by turns give what each gives alone",
                checks::interleaved)
            .needing(Behaviour.REPEATABLE),
        Check.of(
                "sources.interleaved",
                "Sources that are open at once and read by turns give what each gives alone",
                checks::sources)
            .needing(Behaviour.REPEATABLE),
        Check.of(
                "sources.threads",
                "Sources that are read by several threads at once give what each gives alone",
                checks::threads)
            .needing(Behaviour.REPEATABLE));
  }

  private static final class Turn {
    private final TableSchema table;
    private final ReadHandle handle;
    private final List<Row> rows = new ArrayList<>();
    private boolean ended;

    Turn(TableSchema table, ReadHandle handle) {
      this.table = table;
      this.handle = handle;
    }

    void take(long most) {
      Optional<RecordBatch> next = handle.next();
      ended = next.isEmpty();
      if (next.isPresent()) {
        try (RecordBatch batch = next.get()) {
          rows.addAll(Rows.of(batch));
        }
      }
      // A handle that gives more than the whole table has been found out.
      ended |= rows.size() > most;
    }
  }

  private void interleaved() {
    List<TableSchema> tables = probe.tables().stream().limit(MOST_TABLES).toList();
    try (Source source = probe.open()) {
      String how = "read by turns with another handle of its source";
      readByTurns(List.of(source, source), tables, how);
    }
  }

  private void sources() {
    for (TableSchema table : probe.tables()) {
      try (Source one = probe.open();
          Source other = probe.open()) {
        readByTurns(List.of(one, other), List.of(table), "read by turns with another source");
      }
    }
  }

  /** Opens each of the tables in each of the sources. */
  private void readByTurns(List<Source> sources, List<TableSchema> tables, String how) {
    tables.forEach(probe::whole);
    List<Turn> turns = new ArrayList<>();
    try {
      for (TableSchema table : tables) {
        for (Source source : sources) {
          turns.add(new Turn(table, source.open(table.name(), Optional.empty())));
        }
      }
      byTurns(turns);
    } finally {
      turns.forEach(turn -> turn.handle.close());
    }
    for (Turn turn : turns) {
      requireWhole(turn.table, turn.rows, how);
    }
  }

  private void byTurns(List<Turn> turns) {
    while (turns.stream().anyMatch(turn -> !turn.ended)) {
      for (Turn turn : turns) {
        if (!turn.ended) {
          turn.take(probe.whole(turn.table).rows().size());
        }
      }
    }
  }

  private void requireWhole(TableSchema table, List<Row> rows, String how) {
    probe
        .difference(table, probe.whole(table).rows(), rows)
        .ifPresent(
            difference -> {
              throw new Finding(
                  "table '%s', %s, gives other rows: %s".formatted(table.name(), how, difference),
                  "Keep the position of a read in its handle, not in the source or a static");
            });
  }

  private void threads() throws InterruptedException {
    List<TableSchema> tables = probe.tables();
    tables.forEach(probe::whole);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Callable<List<List<Row>>>> readers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        readers.add(() -> readAll(tables, start));
      }
      for (Future<List<List<Row>>> read : pool.invokeAll(readers)) {
        List<List<Row>> rows = rowsOf(read);
        for (int i = 0; i < tables.size(); i++) {
          requireWhole(tables.get(i), rows.get(i), "read by %d threads at once".formatted(THREADS));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<List<Row>> readAll(List<TableSchema> tables, CyclicBarrier start) throws Exception {
    start.await();
    List<List<Row>> all = new ArrayList<>();
    try (Source source = probe.open()) {
      for (TableSchema table : tables) {
        all.add(probe.reader().read(source, table.name(), Optional.empty()).rows());
      }
    }
    return all;
  }

  private static List<List<Row>> rowsOf(Future<List<List<Row>>> read) throws InterruptedException {
    try {
      return read.get();
    } catch (ExecutionException failure) {
      throw new Finding(
          "a source that is read while others are fails: " + failure.getCause(),
          "Sources must share nothing that changes",
          failure.getCause());
    }
  }
}

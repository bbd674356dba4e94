package dev.witloof.conformance.internal.destination;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.internal.Cancelling;
import dev.witloof.conformance.internal.Relay;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.Destination;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a caller may do: go on in another thread, and cancel. */
final class CallerChecks {
  private final DestinationProbe probe;

  private CallerChecks(DestinationProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(DestinationProbe probe) {
    CallerChecks checks = new CallerChecks(probe);
    return List.of(
        Check.of(
            "destination.threads",
            "Threads may use a destination one after the other",
            checks::relayed),
        Check.of(
            "destination.cancel",
            "After cancel() calls fail as transient or do what they say, and close() discards what"
                + " is staged",
            checks::cancel));
  }

  /** How calls are made. */
  private interface Calls {
    void make(Runnable call) throws Exception;
  }

  private void relayed() throws Exception {
    orElsewhere(() -> use(Runnable::run));
    try (Relay threads = new Relay()) {
      use(threads::run);
    }
  }

  private void use(Calls calls) throws Exception {
    TableSchema table = probe.either("threads");
    try (Destination destination = probe.open()) {
      calls.make(() -> destination.prepare(table));
      for (int from = 0; from < 9; from += 3) {
        List<Row> rows = DestinationProbe.rows(from, from + 3);
        calls.make(() -> DestinationProbe.write(destination, table, rows));
      }
      calls.make(destination::commit);
      calls.make(() -> DestinationProbe.write(destination, table, DestinationProbe.rows(9, 12)));
      calls.make(destination::abort);
    } catch (RuntimeException failure) {
      throw new Finding(
          "a destination that several threads use one after the other fails: " + failure,
          Relay.REMEDY,
          failure);
    }
    probe.requireVisible(
        table,
        DestinationProbe.rows(0, 9),
        "written, committed and aborted by several threads, one after the other",
        Relay.REMEDY);
  }

  private void cancel() throws Exception {
    for (Next next : Next.values()) {
      orElsewhere(() -> cancel(next, destination -> {}));
      cancel(next, Destination::cancel);
    }
  }

  private void cancel(Next next, Consumer<Destination> cancel) throws Exception {
    TableSchema table = probe.either("cancel");
    probe.commit(table, DestinationProbe.rows(0, 3));
    Destination destination = probe.open();
    destination.prepare(table);
    DestinationProbe.write(destination, table, DestinationProbe.rows(3, 6));
    Cancelling.quietly("cancel() of a destination", () -> cancel.accept(destination));
    int last = goOn(next, destination, table);
    Cancelling.quietly("close() of a destination that was cancelled", destination::close);
    Cancelling.quietly(
        "cancel() of a destination that is closed", () -> cancel.accept(destination));
    String when = "after cancel() and " + (last == 3 ? "close()" : "a commit() that did not fail");
    probe.requireVisible(table, DestinationProbe.rows(0, last), when, Cancelling.REMEDY);
  }

  /**
   * @throws NotApplicable when what fails has nothing to do with threads or cancelling
   */
  private static void orElsewhere(Check.Body plain) throws Exception {
    try {
      plain.run();
    } catch (Finding other) {
      throw new NotApplicable("it fails without that too, as other checks say");
    }
  }

  /** What the caller does after cancelling. */
  private enum Next {
    WRITE_AND_COMMIT,
    COMMIT,
    CLOSE
  }

  /** How many rows there must be in the end; after a call that fails there is only closing. */
  private static int goOn(Next next, Destination destination, TableSchema table) {
    return switch (next) {
      case WRITE_AND_COMMIT -> {
        List<Row> more = DestinationProbe.rows(6, 9);
        boolean written = done("write()", () -> DestinationProbe.write(destination, table, more));
        yield written && done("commit()", destination::commit) ? 9 : 3;
      }
      case COMMIT -> done("commit()", destination::commit) ? 6 : 3;
      case CLOSE -> 3;
    };
  }

  private static boolean done(String what, Runnable call) {
    Optional<Boolean> done =
        Cancelling.going(
            what,
            () -> {
              call.run();
              return Boolean.TRUE;
            });
    return done.isPresent();
  }
}

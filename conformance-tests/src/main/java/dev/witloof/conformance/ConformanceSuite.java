package dev.witloof.conformance;

import dev.witloof.conformance.internal.Elsewhere;
import dev.witloof.conformance.internal.JvmChanges;
import dev.witloof.conformance.internal.destination.DestinationSuite;
import dev.witloof.conformance.internal.source.SourceSuite;
import dev.witloof.conformance.internal.watch.Guard;
import dev.witloof.conformance.internal.watch.Watch;
import dev.witloof.runtime.LoadReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The checks of one connector, and how they are run. Results are remembered in between: checks
 * share what was discovered and read. Confined to one thread at a time.
 *
 * <pre>{@code
 * try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
 *   suite.runAll().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class ConformanceSuite implements AutoCloseable {
  private final Subject subject;
  private final List<Check> checks;
  private final Guard guard;
  private final JvmChanges changes;
  private final Callable<List<ReadEvidence>> evidence;

  private ConformanceSuite(
      Subject subject,
      Guard guard,
      JvmChanges changes,
      List<Check> checks,
      Callable<List<ReadEvidence>> evidence) {
    this.subject = subject;
    this.guard = guard;
    this.changes = changes;
    this.checks = checks;
    this.evidence = evidence;
  }

  /** The suite for a source or a destination; nothing runs yet. */
  public static ConformanceSuite of(Subject subject) {
    Watch watch = new Watch(callLimit(subject));
    Guard guard = new Guard(watch, Elsewhere::comeBack);
    JvmChanges changes = new JvmChanges();
    if (subject instanceof SourceSubject source) {
      SourceSuite suite = new SourceSuite(source, watch);
      return new ConformanceSuite(
          source, guard, changes, with(changes, suite.checks()), suite::evidence);
    }
    List<Check> checks = DestinationSuite.checks((DestinationSubject) subject, watch);
    return new ConformanceSuite(subject, guard, changes, with(changes, checks), List::of);
  }

  /** All checks, those that do not apply to this connector included, in a fixed order. */
  public List<Check> checks() {
    return checks;
  }

  /** Runs all checks, in their order. */
  public List<CheckResult> runAll() {
    return checks.stream().map(this::run).toList();
  }

  /** Runs one check, unless the connector's behaviours exclude it. */
  public CheckResult run(Check check) {
    Optional<String> excluded = exclusion(check);
    if (excluded.isPresent()) {
      return new CheckResult(
          check.id(),
          check.title(),
          CheckResult.State.NOT_APPLICABLE,
          excluded.get(),
          Optional.empty(),
          Duration.ZERO);
    }
    long start = System.nanoTime();
    CheckResult.State state = CheckResult.State.PASSED;
    String detail = "";
    Optional<Throwable> failure = Optional.empty();
    changes.begin();
    try {
      guard.run(
          () -> {
            check.body().run();
            return check;
          });
    } catch (NotApplicable reason) {
      state = CheckResult.State.SKIPPED;
      detail = String.valueOf(reason.getMessage());
    } catch (Finding finding) {
      state = CheckResult.State.FAILED;
      detail = finding.getMessage();
      failure = Optional.of(finding);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted in " + check.id(), interrupted);
    } catch (Throwable thrown) {
      // Whatever comes out of a connector is a result of its test, errors too.
      state = CheckResult.State.FAILED;
      detail = "the connector threw " + thrown;
      failure = Optional.of(thrown);
    } finally {
      changes.end(check.id(), guard.leftInterrupted());
    }
    return new CheckResult(
        check.id(),
        check.title(),
        state,
        detail,
        failure,
        Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * What two reads of each table gave, as digests; they are made unless checks have made them. Only
   * tables that can be read to the end are there, and none of a destination.
   */
  public List<ReadEvidence> evidence() {
    try {
      return guard.run(evidence);
    } catch (Finding hung) {
      return List.of();
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable checked) {
      throw new IllegalStateException("the evidence could not be collected", checked);
    }
  }

  private static List<Check> with(JvmChanges changes, List<Check> checks) {
    return Stream.concat(checks.stream(), Stream.of(changes.check())).toList();
  }

  /** Calls of guests have deadlines of their own, which may be longer. */
  private static Duration callLimit(Subject subject) {
    return subject
        .connector()
        .connector()
        .report()
        .map(LoadReport::limits)
        .flatMap(
            limits ->
                Stream.of(limits.nextDeadline(), limits.discoverDeadline(), limits.callDeadline())
                    .max(Comparator.naturalOrder()))
        .map(deadline -> deadline.multipliedBy(2))
        .filter(longer -> longer.compareTo(subject.callLimit()) > 0)
        .orElse(subject.callLimit());
  }

  private Optional<String> exclusion(Check check) {
    Behaviours declared = subject.behaviours();
    Optional<String> absent =
        check.needs().stream()
            .filter(behaviour -> !declared.declares(behaviour))
            .sorted()
            .findFirst()
            .map(behaviour -> "the connector declares " + behaviour + " absent");
    return absent.or(
        () ->
            check.excludes().stream()
                .filter(declared::declares)
                .sorted()
                .findFirst()
                .map(behaviour -> "the connector declares " + behaviour));
  }

  /** Closes the connector. */
  @Override
  public void close() {
    guard.close();
    subject.connector().close();
  }
}

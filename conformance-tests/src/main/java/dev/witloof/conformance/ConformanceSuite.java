package dev.witloof.conformance;

import dev.witloof.conformance.internal.destination.DestinationSuite;
import dev.witloof.conformance.internal.source.SourceSuite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
  private final Supplier<List<ReadEvidence>> evidence;

  private ConformanceSuite(
      Subject subject, List<Check> checks, Supplier<List<ReadEvidence>> evidence) {
    this.subject = subject;
    this.checks = checks;
    this.evidence = evidence;
  }

  /** The suite for a source or a destination; nothing runs yet. */
  public static ConformanceSuite of(Subject subject) {
    if (subject instanceof SourceSubject source) {
      SourceSuite suite = new SourceSuite(source);
      return new ConformanceSuite(source, suite.checks(), suite::evidence);
    }
    return new ConformanceSuite(
        subject, DestinationSuite.checks((DestinationSubject) subject), List::of);
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
    try {
      check.body().run();
    } catch (NotApplicable reason) {
      state = CheckResult.State.SKIPPED;
      detail = String.valueOf(reason.getMessage());
    } catch (AssertionError finding) {
      state = CheckResult.State.FAILED;
      detail = String.valueOf(finding.getMessage());
      failure = Optional.of(finding);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted in " + check.id(), interrupted);
    } catch (Exception | StackOverflowError thrown) {
      // Whatever comes out of a connector is a result of its test.
      state = CheckResult.State.FAILED;
      detail = "the connector threw " + thrown;
      failure = Optional.of(thrown);
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
    return evidence.get();
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
    subject.connector().close();
  }
}

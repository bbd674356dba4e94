package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.FaultyLoading;
import dev.witloof.conformance.FaultySource;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.http.Faults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A service's failures become the contract's errors, which say what the caller should do. */
final class HttpFaultChecks {
  private final SourceProbe probe;

  private HttpFaultChecks(SourceProbe probe) {
    this.probe = probe;
  }

  static List<Check> of(SourceProbe probe) {
    HttpFaultChecks checks = new HttpFaultChecks(probe);
    return Arrays.stream(HttpFault.values())
        .map(
            fault ->
                Check.of(
                    fault.check(),
                    "%s becomes %s".formatted(capitalised(fault.inWords()), kinds(fault)),
                    () -> checks.run(fault)))
        .toList();
  }

  private void run(HttpFault fault) {
    SourceSubject subject = probe.subject();
    if (subject.faulty().isPresent()) {
      runOnServer(fault, subject.faulty().get());
    } else {
      runOnCassette(
          fault,
          subject
              .connector()
              .faulty()
              .orElseThrow(
                  () ->
                      new NotApplicable(
                          "no cassette answers the source, and the test names no way to a faulty"
                              + " service: faulty(…)")));
    }
  }

  private void runOnCassette(HttpFault fault, FaultyLoading loading) {
    Faults always = Faults.NONE.always(fault.onCassette());
    try (Connector connector = loading.load(always)) {
      requireNoticed(fault, failure(connector, probe.subject().config()));
    }
  }

  private void runOnServer(HttpFault fault, FaultySource faulty) {
    if (fault == HttpFault.SILENT && faulty.patience().isEmpty()) {
      throw new NotApplicable("the test does not say how long the source waits: patience()");
    }
    try (FaultServer server = FaultServer.start(fault)) {
      Optional<RuntimeException> failure =
          failure(probe.subject().connector().connector(), faulty.configFor(server.address()));
      if (server.requests() == 0) {
        throw new Finding(
            "the source sent no request to "
                + server.address()
                + failure.map(f -> ": " + f).orElse(""),
            "The configuration that the test gives must lead it there");
      }
      requireNoticed(fault, failure);
    }
  }

  private static void requireNoticed(HttpFault fault, Optional<RuntimeException> failure) {
    requireExpected(
        fault,
        failure.orElseThrow(
            () ->
                new Finding(
                    fault.inWords() + " is not noticed: the tables are read to the end",
                    "Look at the status and the body of every answer")));
  }

  private Optional<RuntimeException> failure(Connector connector, Map<String, String> config) {
    try (Source source = probe.open(() -> connector.source(config))) {
      for (TableSchema table : source.discover()) {
        probe.reader().read(source, table.name(), Optional.empty());
      }
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  private static void requireExpected(HttpFault fault, RuntimeException failure) {
    boolean right =
        fault.expected().stream().anyMatch(kind -> kind.isInstance(failure))
            && !(failure.getCause() instanceof Trap);
    if (!right) {
      throw new Finding(
          "%s becomes %s".formatted(fault.inWords(), failure),
          "It must become " + kinds(fault) + ", for that says what the caller should do",
          failure);
    }
    if (fault == HttpFault.TOO_MANY
        && failure instanceof ConnectorException.RateLimited limited
        && !limited.retryAfter().equals(Duration.ofSeconds(HttpFault.RETRY_AFTER_SECONDS))) {
      throw new Finding(
          "Retry-After: %d becomes a delay of %s"
              .formatted(HttpFault.RETRY_AFTER_SECONDS, limited.retryAfter()),
          "Take the delay from the header",
          failure);
    }
  }

  private static String kinds(HttpFault fault) {
    return fault.expected().stream().map(Class::getSimpleName).collect(Collectors.joining(" or "));
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}

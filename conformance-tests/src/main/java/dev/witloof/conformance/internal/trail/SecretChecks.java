package dev.witloof.conformance.internal.trail;

import dev.witloof.conformance.Check;
import dev.witloof.conformance.Finding;
import dev.witloof.conformance.HttpRequestKind;
import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.Subject;
import dev.witloof.runtime.LogSink.LogLine;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where the secrets go that a connector is given. Findings name them and quote nothing. */
public final class SecretChecks {
  private static final String REDACTED = "[redacted ";

  private final Subject subject;
  private final Supplier<Stream<Said>> data;
  private final Supplier<List<Said>> errors;

  private SecretChecks(Subject subject, Supplier<Stream<Said>> data, Supplier<List<Said>> errors) {
    this.subject = subject;
    this.data = data;
    this.errors = errors;
  }

  /**
   * The checks of a subject.
   *
   * @param data what it gives as data: names, rows, cursors
   * @param errors what it says when it refuses something
   */
  public static List<Check> of(
      Subject subject, Supplier<Stream<Said>> data, Supplier<List<Said>> errors) {
    SecretChecks checks = new SecretChecks(subject, data, errors);
    return List.of(
        Check.of(
            "secrets.no-raw-material",
            "No secret is in names, rows, cursors or the hosts that requests go to",
            checks::noRawMaterial),
        Check.of(
            "observability.redaction",
            "Logs and errors have no secret in them, nor half of one, unless it is redacted",
            checks::redaction));
  }

  private void noRawMaterial() {
    Leaks leaks = leaks();
    data.get()
        .forEach(
            said ->
                leaks
                    .whole(said.text())
                    .ifPresent(
                        name -> {
                          throw new Finding(
                              "%s has the secret %s in it".formatted(said.where(), name),
                              "Keep it out of what is stored: rows and cursors are kept as they are");
                        }));
    for (HttpRequestKind kind : subject.connector().witness().requests().keySet()) {
      if (kind.host().contains(REDACTED) || leaks.whole(kind.host()).isPresent()) {
        throw new Finding(
            "a request was made to a host whose name has a secret in it",
            "Keep secrets out of host names: whoever resolves them sees them");
      }
    }
    EgressChecks.requireAllHeard(subject);
  }

  private void redaction() {
    Leaks leaks = leaks();
    for (Said said : errors.get()) {
      require(leaks, said);
    }
    for (LogLine line : subject.connector().witness().lines()) {
      require(leaks, new Said("a line of the log", line.context() + " " + line.message()));
    }
    if (subject.connector().witness().unheardLines() > 0) {
      throw new Finding(
          "the connector logged more than can be looked at for secrets",
          "Log less: at most 50,000 lines, and 16 Mi characters, in all checks together");
    }
  }

  private static void require(Leaks leaks, Said said) {
    leaks
        .piece(said.text())
        .ifPresent(
            name -> {
              throw new Finding(
                  "%s has material of the secret %s in it that is not redacted"
                      .formatted(said.where(), name),
                  "Say nothing of secrets: what is cut, turned or encoded in ways of one's own is"
                      + " not recognised");
            });
  }

  private Leaks leaks() {
    Map<String, String> secrets = subject.connector().secrets(subject.config());
    Leaks leaks = new Leaks(secrets);
    if (leaks.isEmpty()) {
      throw new NotApplicable("the connector is given no secret");
    }
    return leaks;
  }
}

package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.internal.observe.Observation;
import dev.witloof.runtime.internal.observe.RedactedEvents;
import dev.witloof.runtime.secret.Redactor;
import dev.witloof.runtime.secret.Writings;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever a text with a secret in it is cut, no output has five characters of the secret in a row.
 */
class CutSecretsTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private static final ConnectorIdentity CONNECTOR =
      new ConnectorIdentity("leaky", Optional.of("1.0.0"), "0".repeat(64));

  private final List<String> outputs = new ArrayList<>();

  private void heard(ConnectorEvent event) {
    outputs.add(event.toString());
  }

  /** Texts with a secret about where messages, names and refusals are cut. */
  static Stream<String> seeds() {
    return Stream.iterate(1, seed -> seed + 1).limit(200).map(String::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noOutputTellsMuchOfASecret(String seed) {
    Random random = new Random(Long.parseLong(seed));
    String secret = Writings.secret(random);
    Redactor redactor = Redactor.of(Map.of("TOKEN", secret));
    String written = Writings.written(secret, random);
    int border = List.of(0, 80, 500, 1_000).get(random.nextInt(4));
    int before = Math.max(0, border - random.nextInt(written.length() + 4));
    String text = Writings.filler(random, before) + written + Writings.filler(random, 30);
    assertTrue(Writings.tells(text, secret), "as it is, the text tells");

    messages(text, redactor);
    events(text, redactor);
    outputs.add(redactor.redact(GuestText.quote(text)));
    outputs.add(redactor.redact("table " + GuestText.quote(text) + " and more"));
    outputs.add(redactor.redactStart(text, 1 + random.nextInt(text.length() + 5)));

    for (String output : outputs) {
      assertFalse(
          Writings.tells(output, secret), () -> secret + "\nas " + written + "\nin " + output);
    }
  }

  private void messages(String text, Redactor redactor) {
    InstanceHost host =
        new InstanceHost(List.of(), new RedactedEvents(this::heard, redactor), redactor);
    GuestCall call =
        new GuestCall("discover", Optional.of(text), new CallLimits(1, Duration.ZERO, 1));
    thrown(
        GuestErrors.toException(call, new VariantValue("permanent", Optional.of(text)), redactor));
    for (RuntimeException failure :
        List.of(
            new Trap(Trap.Kind.HOST, text),
            new IllegalStateException("the table " + GuestText.quote(text) + " is there twice"),
            new ConnectorException.Permanent(GuestText.message(text), new RuntimeException(text)),
            new LimitExceeded(Limit.FUEL, 10, 11))) {
      thrown(CallFailure.meaning(call, failure, new LimitStrikes(CONNECTOR), host));
    }
  }

  private void thrown(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    outputs.add(trace.toString());
  }

  private void events(String text, Redactor redactor) {
    AuditTrail trail = AuditTrail.to(entry -> outputs.add(entry.toJson()));
    Observation observation = new Observation(List.of(trail, this::heard), OTEL.getOpenTelemetry());
    new RedactedEvents(observation.events(), redactor)
        .on(
            new EgressDecided(
                CONNECTOR, text, "https", text, 443, Optional.empty(), Optional.of(text)));
    observation
        .calls(CONNECTOR)
        .begin("discover", Optional.of(text), redactor)
        .ended(
            Outcome.ERROR,
            new CallUsage(1, Duration.ZERO, 1),
            0,
            0,
            Optional.of(new RuntimeException(redactor.redact(text))));
    OTEL.getSpans().forEach(span -> outputs.add(span.toString()));
    OTEL.getMetrics().forEach(metric -> outputs.add(metric.toString()));
    OTEL.clearSpans();
  }
}

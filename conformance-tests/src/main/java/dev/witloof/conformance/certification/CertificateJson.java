package dev.witloof.conformance.certification;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.CallUse;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ReadEvidence;
import dev.witloof.conformance.certification.Certificate.CapabilityUse;
import dev.witloof.conformance.certification.Certificate.CertifiedCheck;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.GrantRule;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.Reproducibility.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A certificate for programs. Keys and elements have a fixed order, and all that differs from run
 * to run is under {@code run}. Durations are in milliseconds.
 */
public final class CertificateJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMA = "/witloof/certificate.schema.json";
  private static final int FORM = 1;

  /** Batches of a table that are listed; the digest of the read is of all. */
  private static final int MOST_BATCHES = 100;

  private CertificateJson() {}

  /**
   * The JSON Schema of certificates, draft 2020-12. Keys may be added in later versions; those that
   * are there keep their meaning.
   */
  public static ObjectNode schema() {
    try (InputStream resource = CertificateJson.class.getResourceAsStream(SCHEMA)) {
      return JSON.readValue(resource, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema of certificates cannot be read", e);
    }
  }

  /** The certificate as one JSON object. */
  public static ObjectNode render(Certificate certificate) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("form", FORM);
    root.put("passed", certificate.passed());
    ObjectNode counts = root.putObject("counts");
    for (CheckResult.State state : CheckResult.State.values()) {
      counts.put(ConformanceShape.word(state), certificate.count(state));
    }
    implementation(root.putObject("implementation"), certificate.implementation());
    conditions(root.putObject("conditions"), certificate.conditions());
    ArrayNode checks = root.putArray("checks");
    certificate.checks().forEach(check -> check(checks.addObject(), check));
    ArrayNode capabilities = root.putArray("capabilities");
    certificate.capabilities().forEach(use -> capability(capabilities.addObject(), use));
    ArrayNode determinism = root.putArray("determinism");
    certificate.evidence().forEach(read -> evidence(determinism.addObject(), read));
    run(root.putObject("run"), certificate.run());
    return root;
  }

  private static void implementation(ObjectNode node, Implementation implementation) {
    node.put("name", implementation.name());
    node.put("version", implementation.version().orElse(null));
    node.put("kind", ConformanceShape.word(implementation.kind()));
    node.put("sha256", implementation.sha256());
    node.put("manifest-sha256", implementation.manifestSha256().orElse(null));
    node.put("contract", implementation.contract());
  }

  private static void conditions(ObjectNode node, Conditions conditions) {
    node.put("network", ConformanceShape.word(conditions.network()));
    conditions
        .cassette()
        .ifPresentOrElse(
            cassette ->
                node.putObject("cassette")
                    .put("name", cassette.name())
                    .put("sha256", cassette.sha256()),
            () -> node.putNull("cassette"));
    Reproducibility reproducibility = conditions.reproducibility();
    node.put("clock", clock(reproducibility.clock()));
    OptionalLong seed = reproducibility.seed();
    if (seed.isPresent()) {
      node.put("seed", seed.getAsLong());
    } else {
      node.putNull("seed");
    }
    words(node.putArray("absent"), conditions.absent());
    conditions.tables().forEach(node.putArray("tables")::add);
    conditions.settings().stream().sorted().forEach(node.putArray("settings")::add);
    conditions.variables().stream().sorted().forEach(node.putArray("variables")::add);
    conditions.canaries().stream().sorted().forEach(node.putArray("canaries")::add);
    words(node.putArray("scenarios"), conditions.scenarios());
    Bounds bounds = conditions.bounds();
    node.putObject("bounds")
        .put("batches", bounds.batches())
        .put("rows", bounds.rows())
        .put("time", bounds.time().toMillis())
        .put("resumed-rows", bounds.resumedRows());
    node.put("headroom", conditions.headroom());
    node.put("call-limit", conditions.callLimit().toMillis());
    conditions
        .limits()
        .ifPresentOrElse(
            limits -> limits(node.putObject("limits"), limits), () -> node.putNull("limits"));
  }

  /** As {@code inspect} writes them. */
  private static void limits(ObjectNode node, ConnectorLimits limits) {
    node.put("memory", limits.memory())
        .put("fuel", limits.fuel())
        .put("next-deadline", limits.nextDeadline().toMillis())
        .put("discover-deadline", limits.discoverDeadline().toMillis())
        .put("call-deadline", limits.callDeadline().toMillis())
        .put("lifted", limits.liftedBytes())
        .put("handles", limits.handles())
        .put("http-in-flight", limits.httpInFlight())
        .put("http-request-body", limits.httpRequestBody())
        .put("http-response-body", limits.httpResponseBody());
  }

  /** What clocks tell, as {@code --clock} has it; {@code real} when they tell the time. */
  static String clock(Clock clock) {
    if (clock instanceof Clock.Frozen frozen) {
      return frozen.at().toString();
    }
    return clock instanceof Clock.Offset offset ? offset.by().toString() : "real";
  }

  private static void words(ArrayNode array, Collection<? extends Enum<?>> values) {
    values.stream().map(ConformanceShape::word).sorted().forEach(array::add);
  }

  private static void check(ObjectNode node, CertifiedCheck check) {
    node.put("role", check.role().key());
    node.put("id", check.id());
    node.put("title", check.title());
    node.put("state", ConformanceShape.word(check.state()));
    optional(node, "reason", check.reason());
    optional(node, "finding", check.finding());
    optional(node, "remedy", check.remedy());
  }

  private static void optional(ObjectNode node, String key, Optional<String> text) {
    text.ifPresent(value -> node.put(key, value));
  }

  private static void capability(ObjectNode node, CapabilityUse use) {
    LoadReport.Request request = use.request();
    node.put("capability", request.capability().key());
    node.put("value", request.value().orElse(null));
    node.put("asked", request.asked());
    node.put("granted", request.granted());
    node.put("rule", request.rule().map(GrantRule::key).orElse(null));
    node.put("used", use.used());
  }

  private static void evidence(ObjectNode node, ReadEvidence evidence) {
    node.put("table", evidence.table());
    node.put("same", evidence.isSame());
    node.put("rows", evidence.first().rows());
    ArrayNode reads = node.putArray("reads");
    read(reads.addObject(), evidence.first(), true);
    read(reads.addObject(), evidence.second(), !evidence.isSame());
  }

  private static void read(ObjectNode node, ReadEvidence.Read read, boolean listed) {
    node.put("sha256", read.sha256());
    node.put("batch-count", read.batches().size());
    if (listed) {
      node.put("start-cursor", read.start());
      ArrayNode batches = node.putArray("batches");
      read.batches().stream()
          .limit(MOST_BATCHES)
          .forEach(
              batch ->
                  batches
                      .addObject()
                      .put("rows", batch.rows())
                      .put("sha256", batch.sha256())
                      .put("cursor", batch.cursor()));
    }
  }

  private static void run(ObjectNode node, Certificate.Run run) {
    node.put("id", run.id().toString());
    node.put("started", run.started().toString());
    node.put("elapsed", run.elapsed().toMillis());
    node.put("tool", run.tool());
    node.put("java", run.java());
    ObjectNode checks = node.putObject("checks");
    run.checks().forEach((id, elapsed) -> checks.put(id, elapsed.toMillis()));
    ArrayNode calls = node.putArray("calls");
    for (CallUse call : run.calls()) {
      calls
          .addObject()
          .put("function", call.function())
          .put("table", call.table().orElse(null))
          .put("calls", call.calls())
          .put("fuel", call.fuel())
          .put("memory", call.memory())
          .put("elapsed", call.elapsed().toMillis());
    }
    ArrayNode requests = node.putArray("requests");
    run.requests()
        .forEach(
            (kind, count) ->
                requests
                    .addObject()
                    .put("method", kind.method())
                    .put("scheme", kind.scheme())
                    .put("host", kind.host())
                    .put("port", kind.port())
                    .put("refusal", kind.refusal().orElse(null))
                    .put("count", count));
  }
}

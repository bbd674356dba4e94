package dev.witloof.runtime;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** A load report for programs. Sizes are in bytes, durations in milliseconds. */
public final class LoadReportJson {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String SCHEMA = "/witloof/load-report.schema.json";

  private LoadReportJson() {}

  /**
   * The JSON Schema of reports, draft 2020-12. Keys may be added in later versions; those that are
   * there keep their meaning.
   */
  public static ObjectNode schema() {
    try (InputStream resource = LoadReportJson.class.getResourceAsStream(SCHEMA)) {
      return JSON.readValue(resource, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema of load reports cannot be read", e);
    }
  }

  /** The report as one JSON object. */
  public static ObjectNode render(LoadReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("connector", report.connector());
    root.put("version", report.version().orElse(null));
    root.put("sha256", report.identity().sha256());
    root.put("loadable", report.loadable());
    trust(root.putObject("trust"), report);
    ArrayNode exports = root.putArray("exports");
    report.exports().forEach(exports::add);
    ArrayNode imports = root.putArray("imports");
    for (LoadReport.Import imported : report.imports()) {
      imports
          .addObject()
          .put("name", imported.name())
          .put("class", lower(imported.treatment()))
          .put("reason", imported.reason());
    }
    ArrayNode capabilities = root.putArray("capabilities");
    for (LoadReport.Request request : report.capabilities()) {
      capabilities
          .addObject()
          .put("capability", request.capability().key())
          .put("value", request.value().orElse(null))
          .put("asked", request.asked())
          .put("granted", request.granted())
          .put("rule", request.rule().map(GrantRule::key).orElse(null))
          .put("remark", request.remark().orElse(null));
    }
    declarations(root, report.manifest());
    ArrayNode modules = root.putArray("core-modules");
    for (LoadReport.Module module : report.coreModules()) {
      modules
          .addObject()
          .put("bytes", module.bytes())
          .put("imports", module.imports())
          .put("exports", module.exports());
    }
    root.put("minimum-memory", report.minimumMemory());
    root.set("limits", limits(report.limits()));
    root.put("engine", lower(report.engine()));
    report.code().ifPresent(origin -> root.put("code", lower(origin)));
    report.compiled().ifPresent(compiled -> compiled(root, compiled));
    ArrayNode warnings = root.putArray("warnings");
    report.warnings().forEach(warnings::add);
    ArrayNode problems = root.putArray("problems");
    for (LoadProblem problem : report.problems()) {
      problems
          .addObject()
          .put("kind", lower(problem.kind()))
          .put("subject", problem.subject())
          .put("message", problem.message())
          .put("remedy", problem.remedy());
    }
    return root;
  }

  private static void trust(ObjectNode node, LoadReport report) {
    Trust trust = report.trust();
    node.put("level", trust.level().key());
    node.put("publisher", trust.publisher().orElse(null));
    node.put("manifest-sha256", trust.manifestSha256().orElse(null));
    report
        .upgrade()
        .ifPresent(
            upgrade -> {
              ObjectNode earlier = node.putObject("upgrade");
              earlier.put("version", upgrade.earlier().version().orElse(null));
              earlier.put("sha256", upgrade.earlier().component());
              earlier.set("changes", changes(upgrade.difference()));
            });
  }

  /** Differences for programs. */
  public static ArrayNode changes(CapabilityDiff difference) {
    ArrayNode changes = JSON.createArrayNode();
    for (CapabilityDiff.Change change : difference.changes()) {
      changes
          .addObject()
          .put("change", lower(change.kind()))
          .put("capability", change.capability().key())
          .put("before", change.before().orElse(null))
          .put("after", change.after().orElse(null))
          .put("remark", change.remark().orElse(null));
    }
    return changes;
  }

  private static void declarations(ObjectNode root, ConnectorManifest manifest) {
    ConnectorManifest.About about = manifest.about();
    root.putObject("about")
        .put("description", about.description().orElse(null))
        .put("licence", about.licence().orElse(null))
        .put("homepage", about.homepage().map(URI::toString).orElse(null));
    root.set("config", manifest.config().toJson());
    ArrayNode secrets = root.putArray("secrets");
    manifest.config().secretNames().stream().sorted().forEach(secrets::add);
    root.putNull("effects");
    manifest
        .effects()
        .ifPresent(
            effects -> {
              ObjectNode node = root.putObject("effects");
              words(node.putArray("reads"), effects.reads());
              words(node.putArray("writes"), effects.writes());
              node.put("idempotent", effects.idempotent());
            });
    root.putNull("determinism");
    manifest
        .determinism()
        .ifPresent(
            determinism -> {
              ObjectNode node = root.putObject("determinism");
              node.put("deterministic", determinism.deterministic());
              words(node.putArray("needs"), determinism.needs());
            });
  }

  private static void words(ArrayNode array, Set<? extends Enum<?>> values) {
    values.stream().map(LoadReportJson::lower).sorted().forEach(array::add);
  }

  private static void compiled(ObjectNode root, LoadReport.Compiled compiled) {
    root.set("interpreted-functions", interpreted(compiled));
    root.put("slow-methods", compiled.slowMethods());
    ArrayNode flags = root.putArray("slow-methods-cure");
    if (compiled.slowMethods() > 0) {
      Engines.LARGE_METHOD_FLAGS.forEach(flags::add);
    }
  }

  /** The functions that stay interpreted, as the schema describes {@code interpreted-functions}. */
  public static ArrayNode interpreted(LoadReport.Compiled compiled) {
    ArrayNode functions = JSON.createArrayNode();
    for (LoadReport.Interpreted function : compiled.interpreted()) {
      functions
          .addObject()
          .put("core-module", function.coreModule())
          .put("function", function.function())
          .put("name", function.name().orElse(null))
          .put("reason", lower(function.reason()));
    }
    return functions;
  }

  private static ObjectNode limits(ConnectorLimits limits) {
    return JSON.createObjectNode()
        .put("memory", limits.memory())
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

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

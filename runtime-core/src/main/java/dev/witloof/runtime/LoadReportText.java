package dev.witloof.runtime;

import dev.witloof.connector.ConfigSchema;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.engine.Engines;
import dev.witloof.runtime.LoadReport.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A load report for people: a few lines, the names in it made safe for a terminal. */
public final class LoadReportText {
  private static final int MOST_INTERPRETED = 20;

  private LoadReportText() {}

  /** Everything, one thing a line; ends with a line feed. */
  public static String render(LoadReport report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "connector",
        GuestText.plain(report.connector()) + report.version().map(v -> " " + v).orElse(""));
    about(text, report.manifest().about());
    trust(text, report);
    report.exports().forEach(name -> line(text, "exports", GuestText.plain(name)));
    for (LoadReport.Import imported : report.imports()) {
      String how = imported.treatment().name().toLowerCase(Locale.ROOT);
      line(
          text,
          "imports",
          "%-8s %s (%s)".formatted(how, GuestText.plain(imported.name()), imported.reason()));
    }
    capabilities(report).lines().forEach(entry -> line(text, "", entry));
    declarations(text, report.manifest());
    long bytes = report.coreModules().stream().mapToLong(LoadReport.Module::bytes).sum();
    line(
        text,
        "core modules",
        "%d, %s".formatted(report.coreModules().size(), Amounts.bytes(bytes)));
    line(text, "memory", "at least " + Amounts.bytes(report.minimumMemory()));
    line(text, "limits", limits(report.limits()));
    line(text, "engine", engine(report));
    report.compiled().ifPresent(compiled -> compiled(text, compiled));
    if (report.loadable()) {
      line(text, "loads", "yes");
    }
    report.warnings().forEach(warning -> line(text, "warning", GuestText.message(warning)));
    report.problems().forEach(problem -> line(text, "refused", problem.toString()));
    return text.toString();
  }

  /** What it asks for, what is given, what was granted in vain; one line each. */
  public static String capabilities(LoadReport report) {
    List<Request> all = report.capabilities();
    StringBuilder text = new StringBuilder();
    line(text, "asks for", join(all.stream().filter(Request::asked).toList()));
    line(text, "is granted", granted(all.stream().filter(r -> r.asked() && r.granted()).toList()));
    all.stream()
        .filter(Request::asked)
        .forEach(r -> r.remark().ifPresent(what -> line(text, "wildcard", r + ": " + what)));
    List<Request> unused = all.stream().filter(r -> !r.asked()).toList();
    if (!unused.isEmpty()) {
      line(text, "not given", join(unused) + " (granted, but the manifest does not ask for it)");
    }
    return text.toString();
  }

  private static void about(StringBuilder text, ConnectorManifest.About about) {
    about.description().ifPresent(d -> line(text, "description", GuestText.message(d)));
    about.licence().ifPresent(licence -> line(text, "licence", GuestText.plain(licence)));
    about.homepage().ifPresent(page -> line(text, "homepage", GuestText.message(page.toString())));
  }

  private static void trust(StringBuilder text, LoadReport report) {
    Trust trust = report.trust();
    String publisher =
        trust.publisher().map(name -> ", published by " + GuestText.plain(name)).orElse("");
    String level =
        trust.level() == TrustLevel.DEVELOPMENT ? "DEVELOPMENT: unseen" : trust.level().key();
    line(text, "trust", level + publisher);
    line(text, "component", "sha256 " + report.identity().sha256());
    trust.manifestSha256().ifPresent(digest -> line(text, "manifest", "sha256 " + digest));
    report.upgrade().ifPresent(upgrade -> line(text, "upgrade", upgrade(upgrade)));
  }

  private static String upgrade(LoadReport.Upgrade upgrade) {
    String earlier =
        "of%s sha256 %s"
            .formatted(
                upgrade.earlier().version().map(v -> " " + GuestText.plain(v)).orElse(""),
                upgrade.earlier().component());
    return upgrade.difference().changes().isEmpty()
        ? earlier + ", which was approved for the same"
        : earlier
            + ", compared with what was approved for it:\n"
            + upgrade.difference().toString().indent(4).stripTrailing();
  }

  private static void declarations(StringBuilder text, ConnectorManifest manifest) {
    ConfigSchema config = manifest.config();
    config.settings().forEach((name, setting) -> line(text, "setting", setting(name, setting)));
    manifest
        .effects()
        .ifPresent(
            effects ->
                line(
                    text,
                    "effects",
                    "reads %s, writes %s, %s"
                        .formatted(
                            words(effects.reads()),
                            words(effects.writes()),
                            effects.idempotent() ? "idempotent" : "not idempotent")));
    manifest
        .determinism()
        .ifPresent(
            determinism ->
                line(
                    text,
                    "determinism",
                    determinism.deterministic()
                        ? "deterministic, needs " + words(determinism.needs())
                        : "not deterministic"));
  }

  private static String setting(String name, ConfigSchema.Setting setting) {
    return name
        + " ("
        + setting.type().name().toLowerCase(Locale.ROOT)
        + (setting.required() ? ", required" : "")
        + (setting.secret() ? ", secret" : "")
        + setting.defaultValue().map(v -> ", default " + GuestText.plain(v)).orElse("")
        + ")"
        + setting.description().map(d -> " " + GuestText.plain(d)).orElse("");
  }

  private static String words(Set<? extends Enum<?>> values) {
    return values.isEmpty()
        ? "nothing"
        : values.stream()
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String engine(LoadReport report) {
    return report.engine().name().toLowerCase(Locale.ROOT)
        + report
            .code()
            .map(
                origin ->
                    switch (origin) {
                      case COMPILED -> "";
                      case CACHE -> ", with code from the cache";
                      case BACKGROUND -> ", interpreted until it is compiled in the background";
                      case NONE ->
                          ", but interpreted: compiling exceeded its budget, failed or was stopped";
                    })
            .orElse("");
  }

  private static void compiled(StringBuilder text, LoadReport.Compiled compiled) {
    text.append(interpreted(compiled));
    if (compiled.slowMethods() > 0) {
      line(
          text,
          "slow",
          "%d methods that this JVM does not compile; it does with %s"
              .formatted(compiled.slowMethods(), String.join(" ", Engines.LARGE_METHOD_FLAGS)));
    }
  }

  /**
   * The functions that stay interpreted, one a line, and how many more there are than the first
   * {@value #MOST_INTERPRETED}; empty if there are none.
   */
  public static String interpreted(LoadReport.Compiled compiled) {
    StringBuilder text = new StringBuilder();
    List<LoadReport.Interpreted> interpreted = compiled.interpreted();
    interpreted.stream()
        .limit(MOST_INTERPRETED)
        .forEach(
            function ->
                line(
                    text,
                    "interpreted",
                    "function %d of core module %d%s: %s"
                        .formatted(
                            function.function(),
                            function.coreModule(),
                            function.name().map(n -> " " + GuestText.quote(n)).orElse(""),
                            function.reason().text())));
    if (interpreted.size() > MOST_INTERPRETED) {
      line(text, "interpreted", interpreted.size() - MOST_INTERPRETED + " more functions");
    }
    return text.toString();
  }

  private static String limits(ConnectorLimits limits) {
    return "memory %s, fuel %d a call, deadlines next %s, discover %s, other calls %s, lifted %s,"
            .formatted(
                Amounts.bytes(limits.memory()),
                limits.fuel(),
                Amounts.duration(limits.nextDeadline()),
                Amounts.duration(limits.discoverDeadline()),
                Amounts.duration(limits.callDeadline()),
                Amounts.bytes(limits.liftedBytes()))
        + " %d handles, %d requests in flight, bodies out %s, in %s"
            .formatted(
                limits.handles(),
                limits.httpInFlight(),
                Amounts.bytes(limits.httpRequestBody()),
                Amounts.bytes(limits.httpResponseBody()));
  }

  /** Grants by another rule than the operator's own word say which. */
  private static String granted(List<Request> requests) {
    Map<GrantRule, List<Request>> byRule =
        requests.stream()
            .collect(
                Collectors.groupingBy(
                    request -> request.rule().orElseThrow(), TreeMap::new, Collectors.toList()));
    return byRule.isEmpty()
        ? "nothing"
        : byRule.entrySet().stream()
            .map(
                entry ->
                    join(entry.getValue())
                        + (entry.getKey() == GrantRule.OPERATOR
                            ? ""
                            : " (by " + entry.getKey().key() + ")"))
            .collect(Collectors.joining(", "));
  }

  private static String join(List<Request> requests) {
    return requests.isEmpty()
        ? "nothing"
        : requests.stream().map(Request::toString).collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder text, String label, String content) {
    text.append(label.isEmpty() ? content : "%-13s %s".formatted(label, content)).append('\n');
  }
}

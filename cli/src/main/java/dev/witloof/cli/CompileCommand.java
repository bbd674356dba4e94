package dev.witloof.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.component.InvalidComponent;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.Engines;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.TargetJvm;
import dev.witloof.runtime.Amounts;
import dev.witloof.runtime.CompileReport;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadReportJson;
import dev.witloof.runtime.LoadReportText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof compile}: fills the cache ahead, so that no load has to compile. */
@Command(
    name = "compile",
    description = "Compiles connectors into the cache, ahead of their first run; needs no grants.",
    mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;
  @Mixin private CacheOptions cacheOptions = new CacheOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "CONNECTOR",
      description = "Manifests (.toml, .json) or components (.wasm).")
  private List<Path> connectors = List.of();

  @Option(names = "--json", description = "Say it in JSON.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "JVMS",
      description =
          "defaults: for applications that run at HotSpot's default flags; launcher: for those with"
              + " the flags that witloof has, by which HotSpot compiles large methods; both (the"
              + " default), which takes twice as long. Neither JVM finds what is for the other.")
  private JvmChoice jvms = JvmChoice.BOTH;

  // Read by the handler of failures, by its name.
  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  CompileCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    CompileCache cache =
        cacheOptions
            .cache(console)
            .orElseThrow(() -> new BadInput("there is no cache to fill; name one by --cache-dir"));
    List<Path> files = connectors.stream().map(path -> existing(console, path)).toList();
    List<CompileReport> reports = new ArrayList<>();
    for (Path file : files) {
      for (TargetJvm jvm : jvms.jvms()) {
        CompileReport report = compile(file, jvm, cache);
        reports.add(report);
        if (!json) {
          Results.text(console.out(), text(report));
        }
      }
    }
    if (json) {
      Results.json(console.out(), document(reports, cache));
    } else {
      Results.text(
          console.out(),
          "%-13s %s, %s%n".formatted("cache", cache.directory(), Amounts.bytes(cache.size())));
    }
    if (cache.unstored() > 0) {
      throw new BadInput(
          "not all that was compiled is in the cache %s: it cannot be written to, its disk is full, or it is too small; name another one by --cache-dir"
              .formatted(cache.directory()));
    }
    return ExitCode.DONE;
  }

  private static Path existing(Console console, Path connector) {
    Path file = console.folder().resolve(connector);
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          "there is no file " + file + "; name a manifest (.toml, .json) or a component (.wasm)");
    }
    return file;
  }

  private static CompileReport compile(Path file, TargetJvm jvm, CompileCache cache) {
    try (ConnectorRuntime runtime =
        ConnectorRuntime.builder().compileCache(cache).compileFor(jvm).build()) {
      return runtime.compile(file);
    } catch (InvalidComponent | InvalidModule | IllegalArgumentException e) {
      throw new BadInput(
          "cannot compile " + file + ": " + GuestText.message(String.valueOf(e.getMessage())), e);
    }
  }

  private static String text(CompileReport report) {
    int methods = report.compiled().slowMethods();
    String slow =
        methods == 0
            ? ""
            : "%-13s %d methods that HotSpot does not compile at its default flags; it does with %s%n"
                .formatted("slow", methods, String.join(" ", Engines.LARGE_METHOD_FLAGS));
    return "%-13s %s for %s: %d core modules, %s, in %s%n%s%s"
        .formatted(
            report.fromCache() ? "was there" : "compiled",
            GuestText.plain(report.connector()),
            JvmChoice.key(report.jvm()),
            report.coreModules().size(),
            Amounts.bytes(report.moduleBytes()),
            Amounts.duration(report.elapsed()),
            LoadReportText.interpreted(report.compiled()),
            slow);
  }

  private static ObjectNode document(List<CompileReport> reports, CompileCache cache) {
    ObjectNode root = new JsonMapper().createObjectNode();
    for (CompileReport report : reports) {
      root.withArray("compiled")
          .addObject()
          .put("connector", report.connector())
          .put("for", JvmChoice.key(report.jvm()))
          .put("core-modules", report.coreModules().size())
          .put("bytes", report.moduleBytes())
          .put("from-cache", report.fromCache())
          .put("slow-methods", report.compiled().slowMethods())
          .put("elapsed", report.elapsed().toMillis())
          .set("interpreted-functions", LoadReportJson.interpreted(report.compiled()));
    }
    root.putObject("cache")
        .put("directory", cache.directory().toString())
        .put("bytes", cache.size());
    return root;
  }
}

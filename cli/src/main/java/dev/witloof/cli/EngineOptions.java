package dev.witloof.cli;

import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions.Timing;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Reproducibility;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How connectors run and how much is said about failures. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "compiler (the default) or interpreter.")
  private Engine.Mode engine = Engine.Mode.COMPILER;

  @Option(
      names = "--compile",
      paramLabel = "WHEN",
      description =
          "eager (the default): before anything runs; background: what runs until the compiler is"
              + " done is interpreted.")
  private Timing timing = Timing.EAGER;

  @Option(names = "--json", description = "Say it in JSON.")
  private boolean json;

  // Read by the handler of failures, by its name.
  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  @Mixin private CacheOptions cache = new CacheOptions();
  @Mixin private AuditOptions audit = new AuditOptions();
  @Mixin private ReproducibilityOptions reproducibility = new ReproducibilityOptions();

  boolean json() {
    return json;
  }

  /** What time it is for connectors, and where their random numbers come from. */
  Reproducibility reproducibility() {
    return reproducibility.chosen();
  }

  /** A runtime that logs to stderr. */
  ConnectorRuntime newRuntime(Console console) {
    return runtime(console).build();
  }

  /** The same, to be changed. */
  ConnectorRuntime.Builder runtime(Console console) {
    ConnectorRuntime.Builder runtime =
        ConnectorRuntime.builder()
            .engine(engine)
            .compileTiming(timing)
            .log(new ConsoleLog(console))
            .reproducibility(reproducibility.chosen());
    cache.cache(console).ifPresent(runtime::compileCache);
    audit.trail(console).ifPresent(runtime::audit);
    return runtime;
  }

  /**
   * The same for a command that loads a connector again and again.
   *
   * @param otherwise a folder for compiled code when none shall be kept
   */
  ConnectorRuntime.Builder runtime(Console console, Path otherwise) {
    return runtime(console)
        .compileCache(cache.cache(console).orElseGet(() -> CacheOptions.open(otherwise)));
  }
}

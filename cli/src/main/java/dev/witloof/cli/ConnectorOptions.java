package dev.witloof.cli;

import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The connector a command works with, and how it is loaded. */
final class ConnectorOptions {
  @Parameters(
      paramLabel = "CONNECTOR",
      description =
          "A manifest (.toml, .json) or the folder it is in, a component (.wasm), or the name of a"
              + " native connector.")
  private String connector = "";

  @Option(
      names = "--http-recording",
      paramLabel = "DIR",
      description = "Answer HTTP requests from a recording in place of the network.")
  private @Nullable Path httpRecording;

  @Mixin private OperatorOptions operator = new OperatorOptions();
  @Mixin private EngineOptions engine = new EngineOptions();

  /** What the connector is called; a folder stands for the manifest in it. */
  String connector(Console console) {
    Path folder = console.folder().resolve(connector);
    if (Files.isDirectory(folder)) {
      return Stream.of("connector.toml", "connector.json")
          .map(folder::resolve)
          .filter(Files::isRegularFile)
          .findFirst()
          .map(Path::toString)
          .orElseThrow(
              () ->
                  new BadInput(
                      "there is no connector.toml in " + folder + "; name a manifest or a .wasm"));
    }
    return connector;
  }

  OperatorOptions operator() {
    return operator;
  }

  EngineOptions engine() {
    return engine;
  }

  /** What answers HTTP requests in place of the network. */
  Optional<Path> recording(Console console) {
    return Optional.ofNullable(httpRecording).map(console.folder()::resolve);
  }

  boolean json() {
    return engine.json();
  }

  ConnectorRuntime newRuntime(Console console) {
    return engine.newRuntime(console);
  }

  Connector open(ConnectorRuntime runtime, Console console) {
    Grants.Builder named = Grants.builder();
    operator.addTo(named);
    return new ApprovedConnectors(runtime, console, operator.approved())
        .open(connector(console), console.folder(), named, grants -> loadOptions(grants, console));
  }

  LoadReport inspect(ConnectorRuntime runtime, Console console) {
    Grants.Builder named = Grants.builder();
    operator.addTo(named);
    return new ApprovedConnectors(runtime, console, operator.approved())
        .inspect(
            connector(console), console.folder(), named, grants -> loadOptions(grants, console));
  }

  /** What to add to which file, when it is approval alone that is missing; else nothing. */
  String howToApprove(LoadReport report, Console console) {
    return ApprovedConnectors.needsApprovalAlone(report)
        ? operator.approved().howToApprove(report, console) + System.lineSeparator()
        : "";
  }

  /** Opens the connector as a source, configured by the command line. */
  Source source(Connector opened) {
    return source(opened, operator.config());
  }

  static Source source(Connector opened, Map<String, String> config) {
    if (!opened.isSource()) {
      throw new BadInput(
          "connector '" + opened.name() + "' is no source: there is nothing to read");
    }
    try {
      return opened.source(config);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  static Destination destination(Connector opened, Map<String, String> config) {
    if (!opened.isDestination()) {
      throw new BadInput("connector '" + opened.name() + "' is no destination");
    }
    try {
      return opened.destination(config);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  private LoadOptions loadOptions(Grants grants, Console console) {
    return new LoadOptions(grants, List.of(operator.limits()), recording(console));
  }
}

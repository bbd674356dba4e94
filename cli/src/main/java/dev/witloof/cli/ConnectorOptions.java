package dev.witloof.cli;

import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.http.HttpMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The connector a command works with, and how it is loaded. */
final class ConnectorOptions {
  @Parameters(
      paramLabel = "CONNECTOR",
      description =
          "A manifest (.toml, .json) or the folder it is in, a component (.wasm), or the name of a"
              + " native connector.")
  private String connector = "";

  @Mixin private OperatorOptions operator = new OperatorOptions();
  @Mixin private EngineOptions engine = new EngineOptions();

  /** What it is called; a folder without a native connector's name stands for its manifest. */
  String connector(Console console) {
    Path folder = console.folder().resolve(connector);
    if (Files.isDirectory(folder) && ConnectorProvider.named(connector).isEmpty()) {
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

  boolean json() {
    return engine.json();
  }

  ConnectorRuntime newRuntime(Console console) {
    return engine.newRuntime(console);
  }

  /**
   * @param http who answers HTTP requests
   */
  Connector open(ConnectorRuntime runtime, Console console, HttpMode http) {
    Grants.Builder named = Grants.builder();
    operator.addTo(named);
    return new ApprovedConnectors(runtime, console, operator.approved())
        .open(connector(console), console.folder(), named, grants -> loadOptions(grants, http));
  }

  LoadReport inspect(ConnectorRuntime runtime, Console console) {
    Grants.Builder named = Grants.builder();
    operator.addTo(named);
    return new ApprovedConnectors(runtime, console, operator.approved())
        .inspect(
            connector(console),
            console.folder(),
            named,
            grants -> loadOptions(grants, HttpMode.LIVE));
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

  private LoadOptions loadOptions(Grants grants, HttpMode http) {
    return new LoadOptions(grants, List.of(operator.limits()), http);
  }
}

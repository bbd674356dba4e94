package dev.witloof.cli;

import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code witloof discover}: the tables of a source. */
@Command(
    name = "discover",
    description = "Lists the tables of a source with their columns.",
    mixinStandardHelpOptions = true)
final class DiscoverCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;
  @Mixin private ConnectorOptions options = new ConnectorOptions();
  @Mixin private HttpOptions http = new HttpOptions();

  DiscoverCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    try (ConnectorRuntime runtime = options.newRuntime(console);
        Connector connector = options.open(runtime, console, http.mode(console))) {
      return Interruption.during(
          () -> discover(connector, console), connector::cancel, connector::cancel);
    }
  }

  private int discover(Connector connector, Console console) {
    try (Source source = options.source(connector)) {
      List<TableSchema> tables = source.discover();
      if (options.json()) {
        Results.json(console.out(), TableRendering.json(tables));
      } else {
        Results.text(console.out(), TableRendering.text(tables));
      }
      return ExitCode.DONE;
    }
  }
}

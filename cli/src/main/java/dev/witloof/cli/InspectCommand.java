package dev.witloof.cli;

import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LoadReportJson;
import dev.witloof.runtime.LoadReportText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code witloof inspect}: what a connector is, wants and gets; never runs it. */
@Command(
    name = "inspect",
    description = "Shows exports, imports, core modules, limits and what stops it from loading.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;
  @Mixin private ConnectorOptions options = new ConnectorOptions();

  InspectCommand() {}

  /** Ends with 4 when the connector would be refused, so that scripts need not read the report. */
  @Override
  public Integer call() {
    Console console = parent.console();
    try (ConnectorRuntime runtime = options.newRuntime(console)) {
      LoadReport report = options.inspect(runtime, console);
      if (options.json()) {
        Results.json(console.out(), LoadReportJson.render(report));
      } else {
        Results.text(
            console.out(), LoadReportText.render(report) + options.howToApprove(report, console));
      }
      return report.loadable() ? ExitCode.DONE : ExitCode.REFUSED;
    }
  }
}

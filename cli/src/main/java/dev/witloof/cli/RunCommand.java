package dev.witloof.cli;

import dev.witloof.pipeline.FileCursorStore;
import dev.witloof.pipeline.Pipeline;
import dev.witloof.pipeline.PipelineRunner;
import dev.witloof.pipeline.PipelineSummary;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof run}: moves the tables of a source into a destination. */
@Command(
    name = "run",
    description = "Runs a pipeline: reads a source into a destination, from the stored cursor on.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final String PIPELINE_FILE = "pipeline.toml";
  private static final String STATE_FOLDER = ".witloof";

  @ParentCommand private Witloof parent;
  @Mixin private OperatorOptions operator = new OperatorOptions();
  @Mixin private HttpOptions http = new HttpOptions();
  @Mixin private EngineOptions engine = new EngineOptions();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline file, or a folder with a " + PIPELINE_FILE + ".")
  private Path pipelineFile;

  @Option(
      names = "--live",
      description = "Ask the real services, although the pipeline names a cassette.")
  private boolean live;

  RunCommand() {}

  @Override
  public Integer call() {
    Console console = parent.console();
    Pipeline pipeline = Pipeline.read(file(console));
    PipelineConnectors connectors = new PipelineConnectors(pipeline, operator, http, live, console);
    RunReport report = RunReport.to(console, engine.json());
    try (ConnectorRuntime runtime = engine.newRuntime(console);
        Connector source = connectors.source(runtime);
        Connector destination = connectors.destination(runtime)) {
      report.loaded("source", source, connectors.sourceHttp());
      report.loaded("destination", destination, connectors.destinationHttp());
      PipelineRunner runner = runner(pipeline, source, destination, report);
      return Interruption.during(
          () -> run(runner, pipeline, report),
          runner::cancel,
          () -> {
            source.cancel();
            destination.cancel();
          });
    }
  }

  private int run(PipelineRunner runner, Pipeline pipeline, RunReport report) {
    PipelineSummary summary = runner.run();
    report.finished(summary, QueryHint.of(pipeline, summary));
    return ExitCode.DONE;
  }

  private PipelineRunner runner(
      Pipeline pipeline, Connector source, Connector destination, RunReport report) {
    Map<String, String> sourceConfig = new LinkedHashMap<>(pipeline.source().config());
    sourceConfig.putAll(operator.config());
    return PipelineRunner.builder(
            pipeline.name(),
            () -> ConnectorOptions.source(source, sourceConfig),
            () -> ConnectorOptions.destination(destination, pipeline.destination().config()))
        .tables(pipeline.tables())
        .checkpoint(pipeline.checkpoint())
        .retry(pipeline.retry())
        .cursors(new FileCursorStore(pipeline.folder().resolve(STATE_FOLDER)))
        .listener(report)
        .build();
  }

  private Path file(Console console) {
    Path path = console.folder().resolve(pipelineFile);
    Path file = Files.isDirectory(path) ? path.resolve(PIPELINE_FILE) : path;
    if (!Files.isRegularFile(file)) {
      throw new BadInput(
          "there is no file "
              + file
              + "; name a pipeline file or a folder with a "
              + PIPELINE_FILE);
    }
    return file;
  }
}

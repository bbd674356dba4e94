package dev.witloof.cli;

import dev.witloof.pipeline.ConnectorReference;
import dev.witloof.pipeline.Pipeline;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the connectors of a pipeline, with what the command line adds. */
final class PipelineConnectors {
  private final Pipeline pipeline;
  private final OperatorOptions operator;
  private final boolean live;
  private final Console console;

  /**
   * @param live whether recordings are left aside
   */
  PipelineConnectors(Pipeline pipeline, OperatorOptions operator, boolean live, Console console) {
    this.console = console;
    this.pipeline = pipeline;
    this.operator = operator;
    this.live = live;
  }

  /** The recording that answers the source's requests, unless it goes to the network. */
  Optional<Path> recording() {
    return live ? Optional.empty() : pipeline.source().httpRecording();
  }

  /** Grants of the command line go to the source. */
  Connector source(ConnectorRuntime runtime) {
    Grants.Builder grants = Grants.builder().all(pipeline.source().grants());
    operator.addTo(grants);
    return open(runtime, pipeline.source(), grants, recording());
  }

  Connector destination(ConnectorRuntime runtime) {
    Grants.Builder grants = Grants.builder().all(pipeline.destination().grants());
    Optional<Path> recorded = live ? Optional.empty() : pipeline.destination().httpRecording();
    return open(runtime, pipeline.destination(), grants, recorded);
  }

  private Connector open(
      ConnectorRuntime runtime, Pipeline.End end, Grants.Builder named, Optional<Path> recorded) {
    return new ApprovedConnectors(runtime, console, operator.approved())
        .open(
            spec(end.connector()),
            pipeline.folder(),
            named,
            grants ->
                new LoadOptions(grants, List.of(pipeline.limits(), operator.limits()), recorded));
  }

  private static String spec(ConnectorReference reference) {
    if (reference instanceof ConnectorReference.OfFile file) {
      return file.path().toString();
    }
    return ((ConnectorReference.OfName) reference).name();
  }
}

package dev.witloof.cli;

import dev.witloof.pipeline.ConnectorReference;
import dev.witloof.pipeline.Pipeline;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.http.HttpMode;
import java.util.List;

/** Opens the connectors of a pipeline, with what the command line adds. */
final class PipelineConnectors {
  private final Pipeline pipeline;
  private final OperatorOptions operator;
  private final HttpOptions http;
  private final boolean live;
  private final Console console;

  /**
   * @param http what the command line says of the source's requests
   * @param live whether the cassettes of the pipeline are left aside
   */
  PipelineConnectors(
      Pipeline pipeline,
      OperatorOptions operator,
      HttpOptions http,
      boolean live,
      Console console) {
    this.http = http;
    this.console = console;
    this.pipeline = pipeline;
    this.operator = operator;
    this.live = live;
  }

  /** Who answers the source's requests. */
  HttpMode sourceHttp() {
    return http.mode(console, named(pipeline.source()), live);
  }

  /** Who answers the destination's requests. */
  HttpMode destinationHttp() {
    return live ? HttpMode.LIVE : named(pipeline.destination());
  }

  private static HttpMode named(Pipeline.End end) {
    return end.httpCassette().map(HttpMode::replay).orElse(HttpMode.LIVE);
  }

  /** Grants of the command line go to the source. */
  Connector source(ConnectorRuntime runtime) {
    Grants.Builder grants = Grants.builder().all(pipeline.source().grants());
    operator.addTo(grants);
    return open(runtime, pipeline.source(), grants, sourceHttp());
  }

  Connector destination(ConnectorRuntime runtime) {
    Grants.Builder grants = Grants.builder().all(pipeline.destination().grants());
    return open(runtime, pipeline.destination(), grants, destinationHttp());
  }

  private Connector open(
      ConnectorRuntime runtime, Pipeline.End end, Grants.Builder named, HttpMode answering) {
    return new ApprovedConnectors(runtime, console, operator.approved())
        .open(
            spec(end.connector()),
            pipeline.folder(),
            named,
            grants ->
                new LoadOptions(grants, List.of(pipeline.limits(), operator.limits()), answering));
  }

  private static String spec(ConnectorReference reference) {
    if (reference instanceof ConnectorReference.OfFile file) {
      return file.path().toString();
    }
    return ((ConnectorReference.OfName) reference).name();
  }
}

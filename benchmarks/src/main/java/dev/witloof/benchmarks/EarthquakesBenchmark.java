package dev.witloof.benchmarks;

import dev.witloof.connectors.duckdb.DuckDbDestination;
import dev.witloof.pipeline.PipelineRunner;
import dev.witloof.pipeline.PipelineSummary;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.http.HttpMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The earthquakes example from its manifest to rows in a new DuckDB file, answered by its
 * cassette. Started in the root of the repository.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class EarthquakesBenchmark {
  private static final String OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED";
  private static final String HEAP = "-Xmx1g";
  private static final long EVENTS = 1707;
  private static final Path EXAMPLE = Path.of("examples", "earthquakes");
  private static final Map<String, String> CONFIG =
      Map.of("start", "2018-01-31T00:00:00Z", "end", "2018-02-07T02:00:00Z");

  /** A connector that is loaded, as in a process that runs pipelines all day. */
  @State(Scope.Benchmark)
  public static class Loaded {
    ConnectorRuntime runtime = ConnectorRuntime.create();
    LoadedConnector connector = load(runtime);

    @TearDown
    public void close() {
      connector.close();
      runtime.close();
    }
  }

  /** A folder for the database of one run. */
  @State(Scope.Thread)
  public static class Output {
    Path folder = Path.of("");

    @Setup(Level.Invocation)
    public void create() throws IOException {
      folder = Files.createTempDirectory("witloof-benchmark");
    }

    @TearDown(Level.Invocation)
    public void delete() throws IOException {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** A pipeline run with a loaded connector: a new instance, a new database. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @Fork(
      value = 1,
      jvmArgsAppend = {OPENS, HEAP})
  @Warmup(iterations = 5, time = 2)
  @Measurement(iterations = 5, time = 2)
  public long run(Loaded loaded, Output output) {
    return run(loaded.connector, output.folder);
  }

  /** A new process: read, check and compile the connector, then run; without JVM start. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(
      value = 5,
      jvmArgsAppend = {OPENS, HEAP})
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public long loadAndRun(Output output) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = load(runtime)) {
      return run(connector, output.folder);
    }
  }

  private static LoadedConnector load(ConnectorRuntime runtime) {
    Grants grants = Grants.builder().http("earthquake.usgs.gov").config().log().build();
    return runtime.load(
        EXAMPLE.resolve("connector.toml"),
        new LoadOptions(grants, List.of(), HttpMode.replay(EXAMPLE.resolve("cassette.json"))));
  }

  private static long run(LoadedConnector connector, Path folder) {
    PipelineSummary summary =
        PipelineRunner.builder(
                "earthquakes",
                () -> connector.source(CONFIG),
                () -> DuckDbDestination.open(folder.resolve("earthquakes.duckdb")))
            .build()
            .run();
    if (summary.rows() != EVENTS) {
      throw new IllegalStateException("expected " + EVENTS + " events, read " + summary.rows());
    }
    return summary.rows();
  }
}

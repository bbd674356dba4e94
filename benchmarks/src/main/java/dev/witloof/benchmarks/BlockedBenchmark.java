package dev.witloof.benchmarks;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadedConnector;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long {@code discover} of a source that waits an hour in a host call takes, when it may take
 * {@value SpinBenchmark#MILLIS} ms.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class BlockedBenchmark {
  @Param({"COMPILER", "INTERPRETER"})
  public Engine.Mode mode = Engine.Mode.COMPILER;

  private @Nullable ConnectorRuntime runtime;
  private @Nullable LoadedConnector connector;
  private @Nullable Source source;

  @Setup
  public void load() {
    runtime = ConnectorRuntime.builder().engine(mode).limits(limits()).build();
    connector = BundledSource.load("blocked.wasm", runtime);
  }

  private static ConnectorLimits limits() {
    ConnectorLimits limits = ConnectorLimits.defaults();
    return new ConnectorLimits(
        limits.memory(),
        limits.fuel(),
        limits.nextDeadline(),
        Duration.ofMillis(SpinBenchmark.MILLIS),
        limits.callDeadline(),
        limits.liftedBytes(),
        limits.handles(),
        limits.httpInFlight(),
        limits.httpRequestBody(),
        limits.httpResponseBody());
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(connector).close();
    Objects.requireNonNull(runtime).close();
  }

  /** As in {@link SpinBenchmark}. */
  @Setup(Level.Iteration)
  public void letJmhReport() throws InterruptedException {
    Thread.sleep(SpinBenchmark.REPORT_MILLIS);
  }

  /** A failed call ends its instance: each takes a new one. */
  @Setup(Level.Invocation)
  public void open() {
    source = Objects.requireNonNull(connector).source(Map.of());
  }

  @TearDown(Level.Invocation)
  public void closeSource() {
    Objects.requireNonNull(source).close();
  }

  @Benchmark
  public ConnectorException untilDeadline() {
    try {
      Objects.requireNonNull(source).discover();
    } catch (ConnectorException e) {
      return e;
    }
    throw new IllegalStateException("an hour has passed");
  }
}

package dev.witloof.benchmarks;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadedConnector;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What it costs to tell of a call: to nobody, to a listener, to an OpenTelemetry that ignores it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "--add-opens=java.base/java.nio=ALL-UNNAMED"})
@State(Scope.Benchmark)
public class ObserverBenchmark {
  @Param({"NOBODY", "LISTENER", "TELEMETRY"})
  public Observer observer = Observer.NOBODY;

  private final LongAdder heard = new LongAdder();
  private @Nullable ConnectorRuntime runtime;
  private @Nullable LoadedConnector connector;
  private @Nullable Source source;
  private @Nullable ReadHandle handle;

  /** Who is told. */
  public enum Observer {
    NOBODY,
    LISTENER,
    TELEMETRY
  }

  @Setup
  public void open() throws IOException {
    ConnectorRuntime.Builder builder = ConnectorRuntime.builder();
    switch (observer) {
      case NOBODY -> builder.telemetry(OpenTelemetry.noop());
      case LISTENER -> builder.listener(event -> heard.increment());
      case TELEMETRY -> builder.telemetry(new Ignoring());
    }
    runtime = builder.build();
    connector = Guest.RUST.load(runtime);
    source = connector.source(Map.of());
    handle = source.open(source.discover().get(0).name(), Optional.empty());
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(handle).close();
    Objects.requireNonNull(source).close();
    Objects.requireNonNull(runtime).close();
  }

  /** The least of the calls that a connector has. */
  @Benchmark
  public Cursor cursor() {
    return Objects.requireNonNull(handle).cursor();
  }

  /** Is asked for spans and metrics, and keeps none. */
  private static final class Ignoring implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      return TracerProvider.noop();
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
  }
}

package dev.witloof.benchmarks;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
 * What it costs to tell of a call: to nobody, to a listener, to an OpenTelemetry that ignores it;
 * and of these calls the first without what could tell anybody, and without the runtime.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"-Xmx1g", "--add-opens=java.base/java.nio=ALL-UNNAMED"})
@State(Scope.Benchmark)
public class ObserverBenchmark {
  @Param({"COMPONENT", "UNOBSERVED", "NOBODY", "LISTENER", "TELEMETRY"})
  public Observer observer = Observer.NOBODY;

  private final LongAdder heard = new LongAdder();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private @Nullable Supplier<Cursor> cursor;

  /** Who is told. */
  public enum Observer {
    /** Nobody, and there is no connector: the call of a component. */
    COMPONENT,
    /** Nobody: the connector has no code that could tell. */
    UNOBSERVED,
    NOBODY,
    LISTENER,
    TELEMETRY
  }

  @Setup
  public void open() {
    cursor =
        switch (observer) {
          case COMPONENT -> closing(new UnobservedGuest()).bareCursor();
          case UNOBSERVED -> cursorOf(closing(new UnobservedGuest()).source());
          case NOBODY -> cursorOf(source(b -> b.telemetry(OpenTelemetry.noop())));
          case LISTENER -> cursorOf(source(b -> b.listener(event -> heard.increment())));
          case TELEMETRY -> cursorOf(source(b -> b.telemetry(new Ignoring())));
        };
  }

  private Source source(UnaryOperator<ConnectorRuntime.Builder> setting) {
    ConnectorRuntime runtime = closing(setting.apply(ConnectorRuntime.builder()).build());
    return Guest.RUST.load(runtime).source(Map.of());
  }

  private Supplier<Cursor> cursorOf(Source source) {
    closing(source);
    ReadHandle handle = closing(source.open(source.discover().get(0).name(), Optional.empty()));
    return handle::cursor;
  }

  private <T extends AutoCloseable> T closing(T opened) {
    open.push(opened);
    return opened;
  }

  @TearDown
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  /** The least of the calls that a connector has. */
  @Benchmark
  public Cursor cursor() {
    return Objects.requireNonNull(cursor).get();
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

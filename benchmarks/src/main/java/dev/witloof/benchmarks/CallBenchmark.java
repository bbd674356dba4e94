package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The least that a component costs: a call that does nothing, and a new instance. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class CallBenchmark {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000_000, Duration.ofSeconds(30), 1 << 20);
  private static final InstanceConfig CONFIG = new InstanceConfig(256 << 20, 16, LIMITS, List.of());

  private @Nullable LinkedComponent rust;
  private @Nullable ComponentInstance noop;
  private @Nullable ComponentFunction nothing;

  @Setup
  public void link() {
    rust = link(Guest.RUST.bytes());
    noop = link(Resources.read("noop.wasm")).instantiate(CONFIG);
    nothing = noop.export("nothing");
  }

  private static LinkedComponent link(byte[] component) {
    WitWorld world = WitWorld.read(Resources.read("/witloof/connector.wasm"), "host");
    return new Linker(Engines.create(Engine.Mode.COMPILER), world).link(Component.read(component));
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(noop).close();
  }

  /** Into the guest and back, with fuel, deadline and lifted bytes counted. */
  @Benchmark
  public @Nullable Object noop() {
    return Objects.requireNonNull(nothing).call(LIMITS);
  }

  /** A new instance of the compiled Rust guest, closed again. */
  @Benchmark
  public ComponentInstance instantiate() {
    ComponentInstance instance = Objects.requireNonNull(rust).instantiate(CONFIG);
    instance.close();
    return instance;
  }
}

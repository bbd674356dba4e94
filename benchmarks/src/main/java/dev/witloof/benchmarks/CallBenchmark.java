package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.ExternValue;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType.Named;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/**
 * What a call of a component function costs that does nothing; {@code -prof gc} for its garbage.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class CallBenchmark {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000, Duration.ofSeconds(30), 1 << 20);

  private @Nullable ComponentInstance instance;
  private @Nullable ComponentFunction nothing;
  private @Nullable ComponentFunction add;
  private @Nullable ComponentFunction ask;

  @Setup
  public void instantiate() {
    ExternType.Func answer =
        new ExternType.Func(
            List.of(new Named("number", Primitive.S32)), Optional.of(Primitive.S32));
    WitWorld world = WitWorld.read(resource("/witloof/connector.wasm"), "host");
    ComponentInstance made =
        new Linker(Engines.create(Engine.Mode.COMPILER), world)
            .define("answer", new ExternValue.HostFunc(answer, (call, args) -> args[0]))
            .link(Component.read(resource("/dev/witloof/benchmarks/nothing.wasm")))
            .instantiate(new InstanceConfig(1 << 20, 16, LIMITS, List.of()));
    instance = made;
    nothing = made.export("nothing");
    add = made.export("add");
    ask = made.export("ask");
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(instance).close();
  }

  /** The clock twice, as each entry looks at it: a floor for what has a deadline. */
  @Benchmark
  public long clock() {
    return -System.nanoTime() + System.nanoTime();
  }

  /** Without parameters, without a result. */
  @Benchmark
  public @Nullable Object nothing() {
    return Objects.requireNonNull(nothing).call(LIMITS);
  }

  /** Two numbers in, one back, and a post-return function. */
  @Benchmark
  public @Nullable Object add() {
    return Objects.requireNonNull(add).call(LIMITS, 1, 2);
  }

  /** A number in and back, by way of a function of the host. */
  @Benchmark
  public @Nullable Object ask() {
    return Objects.requireNonNull(ask).call(LIMITS, 1);
  }

  private static byte[] resource(String name) {
    try (InputStream in = CallBenchmark.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

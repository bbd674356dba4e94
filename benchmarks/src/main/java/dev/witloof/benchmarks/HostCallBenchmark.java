package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.HostInterface;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.component.value.RecordValue;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** A call into a guest that calls the host: dynamic on both sides, against typed on both. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class HostCallBenchmark {
  private static final String POINTS = "bench:calls/points@0.1.0";
  private static final String FORWARD = "bench:calls/forward@0.1.0";
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000, Duration.ofSeconds(30), 1 << 20);

  private @Nullable ComponentInstance dynamic;
  private @Nullable ComponentInstance typed;
  private @Nullable Forward forward;

  /** The record of {@code calls.wit}. */
  public record Point(int x, int y, long z) {}

  /** The host's side, typed. */
  @WitInterface(POINTS)
  public static final class Points {
    long add(long a, long b) {
      return a + b;
    }

    Point move(Point point, int dx) {
      return new Point(point.x() + dx, point.y(), point.z());
    }
  }

  /** The guest's side, typed. */
  @WitInterface(FORWARD)
  public interface Forward {
    long add(long a, long b);

    Point move(Point point, int dx);
  }

  @Setup
  public void link() {
    WitWorld world = WitWorld.read(Resources.read("calls-wit.wasm"), "host");
    HostInterface points =
        HostInterface.builder(POINTS)
            .function("add", (call, args) -> (Long) args[0] + (Long) args[1])
            .function("move", (call, args) -> moved((RecordValue) args[0], (Integer) args[1]))
            .build();
    dynamic = instance(world, points);
    typed = instance(world, HostInterface.of(world, new Points()));
    forward = typed.bind(Forward.class, LIMITS);
  }

  private static ComponentInstance instance(WitWorld world, HostInterface points) {
    return new Linker(Engines.create(Engine.Mode.COMPILER), world)
        .define(points)
        .link(Component.read(Resources.read("calls.wasm")))
        .instantiate(new InstanceConfig(1 << 20, 16, LIMITS, List.of()));
  }

  private static RecordValue moved(RecordValue point, int dx) {
    return point((Integer) point.get("x") + dx, point.get("y"), point.get("z"));
  }

  private static RecordValue point(Object x, Object y, Object z) {
    return new RecordValue(Map.of("x", x, "y", y, "z", z));
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(dynamic).close();
    Objects.requireNonNull(typed).close();
  }

  @Benchmark
  public long addDynamic() {
    return (Long) Objects.requireNonNull(function("add").call(LIMITS, 1L, 2L));
  }

  @Benchmark
  public long addTyped() {
    return Objects.requireNonNull(forward).add(1, 2);
  }

  @Benchmark
  public long moveDynamic() {
    RecordValue moved =
        (RecordValue) Objects.requireNonNull(function("move").call(LIMITS, point(1, 2, 3L), 4));
    return (Integer) moved.get("x");
  }

  @Benchmark
  public long moveTyped() {
    return Objects.requireNonNull(forward).move(new Point(1, 2, 3), 4).x();
  }

  private ComponentFunction function(String name) {
    return Objects.requireNonNull(dynamic, "link was not called").export(FORWARD, name);
  }
}

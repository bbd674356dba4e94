package dev.witloof.benchmarks;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import java.time.Duration;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** How long guest code that goes on for ever runs, when it may run for {@value #MILLIS} ms. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class SpinBenchmark {
  static final int MILLIS = 5;

  /** How long the report of an iteration may take until the next one is measured. */
  static final int REPORT_MILLIS = 500;

  private static final CallLimits LIMITS =
      new CallLimits(1L << 50, Duration.ofMillis(MILLIS), 1 << 20);

  @Param({"COMPILER", "INTERPRETER"})
  public Engine.Mode mode = Engine.Mode.COMPILER;

  /** The exports of {@code spin.wat} and, in the end, {@code grow.wat}. */
  @Param({
    "br",
    "br_if",
    "br_table",
    "nested loops",
    "call",
    "call_indirect",
    "recursion",
    "load and store",
    "memory.fill",
    "memory.copy",
    "memory.init",
    "memory.grow",
    "table.fill",
    "table.copy",
    "table.init",
    "table.grow",
    "growing memory",
    "growing table"
  })
  public String loop = "br";

  private @Nullable Engine engine;
  private @Nullable CoreModule module;
  private @Nullable Store store;
  private @Nullable CoreFunction spin;

  @Setup(Level.Trial)
  public void prepare() {
    engine = Engines.create(mode);
    String file = isGrowing(loop) ? "grow.wasm" : "spin.wasm";
    module = engine.prepare(List.of(Resources.read(file))).get(0);
    instantiate();
  }

  /** Whether a loop grows something, so that each call wants a new instance. */
  static boolean isGrowing(String loop) {
    return loop.startsWith("growing");
  }

  private void instantiate() {
    Store made = Objects.requireNonNull(engine).newStore(256 << 20);
    made.enter(new CallLimits(1L << 50, Duration.ofSeconds(30), 1 << 20));
    CoreInstance instance = Objects.requireNonNull(module).instantiate(made, List.of());
    made.leave();
    store = made;
    spin = (CoreFunction) instance.export(loop).orElseThrow();
  }

  @Setup(Level.Invocation)
  public void renew() {
    if (isGrowing(loop)) {
      instantiate();
    }
  }

  /**
   * JMH reports on each iteration to the JVM that started this one, which prints it and compiles
   * what it needs for that: for a tenth of a second, both want the cores.
   */
  @Setup(Level.Iteration)
  public void letJmhReport() throws InterruptedException {
    Thread.sleep(REPORT_MILLIS);
  }

  @Benchmark
  public LimitExceeded untilDeadline() {
    Store entered = Objects.requireNonNull(store);
    entered.enter(LIMITS);
    try {
      Objects.requireNonNull(spin).call();
    } catch (LimitExceeded e) {
      return e;
    } finally {
      entered.leave();
    }
    throw new IllegalStateException(loop + " ended by itself");
  }
}

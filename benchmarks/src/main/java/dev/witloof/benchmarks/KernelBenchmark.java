package dev.witloof.benchmarks;

import dev.witloof.benchmarks.rival.Rival;
import dev.witloof.benchmarks.rival.Turn;
import dev.witloof.benchmarks.rival.WarmUp;
import dev.witloof.engine.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * A kernel in our engine, metered; after each iteration its rivals run the same kernel for as long
 * as the iteration took, so that whatever else the machine does hits all alike. What their fastest
 * calls took is in the counters, in milliseconds.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = KernelBenchmark.TURN, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = KernelBenchmark.TURN, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Xbatch"})
@State(Scope.Benchmark)
public class KernelBenchmark {
  static final int TURN = 100;

  /** Overridden with the names in kernels.txt by {@link KernelFigures}. */
  @Param("sha256")
  public String kernel = "";

  private @Nullable MeteredKernel metered;
  private int checksum;

  @Setup
  public void start() {
    metered = new MeteredKernel(Kernel.named(kernel), Engine.Mode.COMPILER);
    checksum = metered.run();
    WarmUp.run(metered::run, Duration.ofSeconds(30));
  }

  /** Milliseconds of each rival's fastest call in the turn after the iteration. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Rivals {
    public double chicory;
    public double wasmtime;
    public double wasmtimeFuel;

    private final List<Rival> rivals = new ArrayList<>();

    @Setup
    public void start(KernelBenchmark benchmark) {
      Kernel kernel = Kernel.named(benchmark.kernel);
      String file = kernel.file().toString();
      String argument = Integer.toString(kernel.argument());
      rivals.add(Rival.chicory(kernel.file(), kernel.argument()));
      rivals.add(Rival.wasmtime("kernel.py", file, argument));
      rivals.add(Rival.wasmtime("kernel.py", file, argument, "fuel"));
    }

    @TearDown(Level.Iteration)
    public void turn(KernelBenchmark benchmark) {
      chicory = turn(rivals.get(0), benchmark);
      wasmtime = turn(rivals.get(1), benchmark);
      wasmtimeFuel = turn(rivals.get(2), benchmark);
    }

    private static double turn(Rival rival, KernelBenchmark benchmark) {
      Turn turn = rival.turn(TURN);
      if (turn.result() != benchmark.checksum) {
        throw new IllegalStateException(
            benchmark.kernel + ": " + benchmark.checksum + " here, there " + turn.result());
      }
      return turn.lowest() / 1e6;
    }

    @TearDown
    public void close() {
      rivals.forEach(Rival::close);
    }
  }

  /** Takes the rivals because JMH reports the counters of what a benchmark takes. */
  @Benchmark
  public int metered(Rivals rivals) {
    return Objects.requireNonNull(metered, "start was not called").run();
  }
}

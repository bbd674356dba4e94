package dev.witloof.benchmarks;

import dev.witloof.benchmarks.rival.Rival;
import dev.witloof.benchmarks.rival.Turn;
import dev.witloof.benchmarks.rival.WarmUp;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadedConnector;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code next} of a whole guest, with all limits on and the batch validated; the table is opened
 * again and again in one instance. After each iteration wasmtime does the same without fuel, called
 * through its C API.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = GuestBenchmark.TURN, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = GuestBenchmark.TURN, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx3g", "-Xbatch", "--add-opens=java.base/java.nio=ALL-UNNAMED"})
@State(Scope.Benchmark)
public class GuestBenchmark {
  static final int TURN = 500;

  @Param public Guest guest = Guest.RUST;

  /** How long HotSpot may go on compiling before it is measured. */
  @Param("60")
  public int warmUpSeconds = 60;

  private @Nullable ConnectorRuntime runtime;
  private @Nullable LoadedConnector connector;
  private @Nullable Source source;
  private @Nullable ReadHandle handle;

  @Setup
  public void load() {
    runtime = SharedCache.runtime(SharedCache.folder());
    connector = guest.load(runtime);
    source = connector.source(Map.of());
    WarmUp.run(this::readOnce, Duration.ofSeconds(warmUpSeconds));
  }

  private void readOnce() {
    openTable();
    drain();
    closeTable();
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(source).close();
    Objects.requireNonNull(connector).close();
    Objects.requireNonNull(runtime).close();
  }

  @Setup(Level.Invocation)
  public void openTable() {
    handle = Objects.requireNonNull(source).open("numbers", Optional.empty());
  }

  @TearDown(Level.Invocation)
  public void closeTable() {
    Objects.requireNonNull(handle).close();
  }

  /**
   * What wasmtime took, in milliseconds a batch, for the table it read fastest; and what of that
   * its C API took to make a value of each byte.
   */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Wasmtime {
    public double wasmtime;
    public double conversion;

    private @Nullable Rival rival;

    @Setup
    public void start(GuestBenchmark benchmark) {
      rival = Rival.wasmtime("guest.py", "next", benchmark.guest.file().toString());
    }

    @TearDown(Level.Iteration)
    public void turn() {
      Turn turn = Objects.requireNonNull(rival).turn(TURN / 2);
      wasmtime = turn.lowest() / 1e6 / Guest.BATCHES;
      conversion = turn.result() / 1e6 / Guest.BATCHES;
    }

    @TearDown
    public void close() {
      Objects.requireNonNull(rival).close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(Guest.BATCHES)
  public int next(Wasmtime wasmtime) {
    return drain();
  }

  private int drain() {
    ReadHandle open = Objects.requireNonNull(handle);
    int batches = 0;
    for (Optional<RecordBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
      batch.get().close();
      batches++;
    }
    if (batches != Guest.BATCHES) {
      throw new IllegalStateException(guest + " gave " + batches + " batches");
    }
    return batches;
  }
}

package dev.witloof.benchmarks;

import dev.witloof.benchmarks.rival.Rival;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.EngineOptions;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadedConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** Loading a whole guest: for the first time ever, and from the compile cache. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {LoadBenchmark.HEAP, LoadBenchmark.OPENS})
@State(Scope.Benchmark)
public class LoadBenchmark {
  static final String HEAP = "-Xmx3g";
  static final String OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  /** Components that are committed, none of which is measured. */
  static final List<Path> OTHERS =
      Stream.of(
              "conformance-tests/src/test/resources/guests/cpp-stub-source.wasm",
              "conformance-tests/src/test/resources/guests/cpp-wasi-source.wasm",
              "conformance-tests/src/test/resources/guests/orders-c.wasm",
              "conformance-tests/src/test/resources/guests/orders-rust.wasm",
              "conformance-tests/src/test/resources/guests/relay-rust-source.wasm",
              "conformance-tests/src/test/resources/guests/rust-destination.wasm",
              "conformance-tests/src/test/resources/guests/rust-http-source.wasm",
              "conformance-tests/src/test/resources/guests/rust-warehouse.wasm",
              "examples/earthquakes/earthquakes.wasm")
          .map(Path::of)
          .toList();

  @Param public Guest guest = Guest.RUST;

  /** Sees to it that the compile cache holds the guest. */
  @State(Scope.Benchmark)
  public static class Cache {
    @Setup
    public void fill(LoadBenchmark benchmark) {
      try (ConnectorRuntime runtime = runtime()) {
        benchmark.guest.load(runtime).close();
      }
    }

    ConnectorRuntime runtime() {
      return SharedCache.runtime(SharedCache.folder());
    }
  }

  /** An application's runtime, in which the guest is loaded again and again. */
  @State(Scope.Benchmark)
  public static class LastingRuntime {
    private ConnectorRuntime runtime;

    @Setup
    public void create(Cache cache) {
      runtime = cache.runtime();
    }

    @TearDown
    public void close() {
      runtime.close();
    }
  }

  /** An application's cache, by which one runtime after the other loads. */
  @State(Scope.Benchmark)
  public static class LastingCache {
    private CompileCache cache;

    @Setup
    public void open(Cache filled) {
      cache = SharedCache.open(SharedCache.folder());
    }
  }

  /** The runtime of an application that has compiled other connectors, and never this one. */
  @State(Scope.Benchmark)
  public static class BusyRuntime {
    private ConnectorRuntime runtime;

    @Setup
    public void compileOthers() {
      runtime = ConnectorRuntime.create();
      OTHERS.forEach(runtime::compile);
    }

    @TearDown
    public void close() {
      runtime.close();
    }
  }

  /** What wasmtime's compiler takes for the same file on all cores, in milliseconds. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Wasmtime {
    public double wasmtime;

    @TearDown(Level.Iteration)
    public void compile(LoadBenchmark benchmark) {
      // Our compiler, if it is at work in the background, ends when it finds that nobody waits.
      System.gc();
      try (Rival rival = Rival.wasmtime("guest.py", "compile", benchmark.guest.file().toString())) {
        wasmtime = rival.turn(0).lowest() / 1e6;
      }
    }
  }

  /** How long loading alone took, in milliseconds. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Loading {
    public double loading;
  }

  /** A JVM that has loaded nothing before, without a cache. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public LoadedConnector firstEver(Wasmtime wasmtime) {
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = guest.load(runtime)) {
      return connector;
    }
  }

  /**
   * The same, compiled in the background: from its bytes to the first batch, which the interpreter
   * makes beside the compiler.
   */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public long firstServed(Wasmtime wasmtime, Loading loading) {
    long start = System.nanoTime();
    try (ConnectorRuntime runtime =
            ConnectorRuntime.builder().compileTiming(EngineOptions.Timing.BACKGROUND).build();
        LoadedConnector connector = guest.load(runtime)) {
      loading.loading = (System.nanoTime() - start) / 1e6;
      return firstBatch(connector);
    }
  }

  /** An application that takes a new connector, without a cache. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public LoadedConnector firstOfMany(BusyRuntime busy, Wasmtime wasmtime) {
    try (LoadedConnector connector = guest.load(busy.runtime)) {
      return connector;
    }
  }

  /**
   * A JVM that has loaded the guest some times, a new runtime with the same cache: from its bytes
   * to the first batch.
   */
  @Benchmark
  @Warmup(iterations = 8)
  @Measurement(iterations = 8)
  public long shared(LastingCache lasting) {
    try (ConnectorRuntime runtime = ConnectorRuntime.builder().compileCache(lasting.cache).build();
        LoadedConnector connector = guest.load(runtime)) {
      return firstBatch(connector);
    }
  }

  /** The same with a cache that was opened anew: its files alone are warm. */
  @Benchmark
  @Warmup(iterations = 8)
  @Measurement(iterations = 8)
  public long cached(Cache cache) {
    try (ConnectorRuntime runtime = cache.runtime();
        LoadedConnector connector = guest.load(runtime)) {
      return firstBatch(connector);
    }
  }

  /** A runtime that has loaded the guest some times: from its bytes to the first batch. */
  @Benchmark
  @Warmup(iterations = 8)
  @Measurement(iterations = 8)
  public long again(LastingRuntime lasting) {
    try (LoadedConnector connector = guest.load(lasting.runtime)) {
      return firstBatch(connector);
    }
  }

  static long firstBatch(LoadedConnector connector) {
    try (Source source = connector.source(Map.of());
        ReadHandle handle = source.open("numbers", Optional.empty());
        RecordBatch batch = handle.next().orElseThrow()) {
      return batch.rowCount();
    }
  }
}

package dev.witloof.benchmarks;

import dev.witloof.connector.RecordBatch;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.FieldVector;
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

/** What it costs to bring a batch of 16 MiB over the border, against copying the same bytes. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-opens=java.base/java.nio=ALL-UNNAMED", "-Xmx1g"})
@State(Scope.Benchmark)
public class CrossingBenchmark {
  @Param({"NUMBERS", "TEXT"})
  public BatchShape shape;

  private byte[] bytes = {};
  private byte[] target = {};
  private @Nullable MirrorGuest guest;
  private @Nullable MirrorSource source;
  private @Nullable RecordBatch batch;

  @Setup
  public void makeBatch() {
    bytes = shape.ipc();
    target = new byte[bytes.length];
    guest = new MirrorGuest(bytes);
    source = new MirrorSource(shape, bytes);
    batch = guest.crossed(shape.schema());
  }

  @TearDown
  public void closeGuest() {
    Objects.requireNonNull(batch).close();
    guest().close();
    Objects.requireNonNull(source).close();
  }

  /** The floor: one copy of the bytes into an array that exists. */
  @Benchmark
  public byte[] copy() {
    System.arraycopy(bytes, 0, target, 0, bytes.length);
    return target;
  }

  /** The Arrow border alone: check every buffer, copy into vectors, look at each column. */
  @Benchmark
  public long validate() {
    try (RecordBatch batch = RecordBatch.ofIpc(bytes, shape.schema())) {
      return read(batch);
    }
  }

  /** A call of the guest that lifts the bytes out of its memory, as users of values get them. */
  @Benchmark
  public byte[] lift() {
    return guest().batch();
  }

  /** The whole way, as a source goes it: guest memory to validated Arrow vectors, by one copy. */
  @Benchmark
  public long cross() {
    try (RecordBatch batch = Objects.requireNonNull(source, "makeBatch was not called").next()) {
      return read(batch);
    }
  }

  /** Out again: Arrow vectors to guest memory, by one copy. */
  @Benchmark
  public void back() {
    guest().take(Objects.requireNonNull(batch));
  }

  private MirrorGuest guest() {
    return Objects.requireNonNull(guest, "makeBatch was not called");
  }

  private static long read(RecordBatch batch) {
    long[] seen = new long[1];
    batch.forEach(
        root -> {
          for (FieldVector vector : root.getFieldVectors()) {
            seen[0] += vector.getValueCount() - vector.getNullCount();
          }
        });
    return seen[0];
  }
}

package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.loan.GuestBytes;
import dev.witloof.component.loan.HostBytes;
import dev.witloof.component.loan.ReadableFunction;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** An instance of {@code mirror.wat}, which holds a batch in its memory and returns it. */
final class MirrorGuest implements AutoCloseable {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000_000, Duration.ofSeconds(30), 1L << 27);

  private final ComponentInstance instance;

  MirrorGuest(byte[] batch) {
    Engine engine = Engines.create(Engine.Mode.COMPILER);
    WitWorld world = WitWorld.read(Resources.read("/witloof/connector.wasm"), "host");
    Component component = Component.read(Resources.read("mirror.wasm"));
    instance =
        new Linker(engine, world)
            .link(component)
            .instantiate(new InstanceConfig(1L << 28, 16, LIMITS, List.of()));
    instance.export("keep").call(LIMITS, (Object) batch);
  }

  byte[] batch() {
    return (byte[]) Objects.requireNonNull(instance.export("batch").call(LIMITS));
  }

  /** The batch as the runtime takes one: validated where it lies, copied once. */
  RecordBatch crossed(TableSchema schema) {
    ReadableFunction batch = (ReadableFunction) instance.export("batch");
    return (RecordBatch)
        Objects.requireNonNull(
            batch.callReading(
                LIMITS,
                bytes ->
                    ((GuestBytes) Objects.requireNonNull(bytes))
                        .read(
                            (memory, offset, length) ->
                                RecordBatch.copyOfIpc(
                                    memory,
                                    offset,
                                    length,
                                    schema,
                                    RecordBatch.DEFAULT_MEMORY_BUDGET))));
  }

  /** Gives the guest a batch, as the runtime does: written once, into the guest's memory. */
  void take(RecordBatch batch) {
    instance.export("take").call(LIMITS, new Outgoing(batch, batch.ipcLength()));
  }

  private record Outgoing(RecordBatch batch, int length) implements HostBytes {
    @Override
    public void copyTo(byte[] target, int offset) {
      batch.copyIpc(target, offset);
    }
  }

  @Override
  public void close() {
    instance.close();
  }
}

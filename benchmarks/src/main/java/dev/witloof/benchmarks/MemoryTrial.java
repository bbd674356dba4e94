package dev.witloof.benchmarks;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@link MemoryFigures} starts a JVM with little heap for. */
final class MemoryTrial {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000_000, Duration.ofSeconds(30), 1 << 20);
  private static final InstanceConfig CONFIG = new InstanceConfig(256 << 20, 16, LIMITS, List.of());
  private static final Path C_GUEST =
      Path.of("conformance-tests/src/test/resources/guests/c-c22-source.wasm");

  private MemoryTrial() {}

  /**
   * {@code load GUEST FOLDER}: loads through the compile cache in the folder, reads one batch.
   * {@code instances COUNT}: holds so many instances of the C guest, each called once, and prints
   * the bytes of heap that each takes beyond its memories and tables.
   */
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "load" -> load(Guest.valueOf(args[1]), Path.of(args[2]));
      case "instances" -> instances(Integer.parseInt(args[1]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void load(Guest guest, Path folder) {
    try (ConnectorRuntime runtime = SharedCache.runtime(folder);
        LoadedConnector connector = guest.load(runtime)) {
      System.out.println(LoadBenchmark.firstBatch(connector));
    }
  }

  private static void instances(int count) throws IOException {
    WitWorld world = WitWorld.read(Resources.read("/witloof/connector.wasm"), "host");
    LinkedComponent linked =
        new Linker(Engines.create(Engine.Mode.COMPILER), world)
            .link(Component.read(Files.readAllBytes(C_GUEST)));
    List<ComponentInstance> alive = new ArrayList<>(count);
    called(linked).close();
    long before = heapInUse();
    long own = 0;
    for (int i = 0; i < count; i++) {
      ComponentInstance instance = called(linked);
      own += instance.lastUsage().peakMemory();
      alive.add(instance);
    }
    long each = (heapInUse() - before - own) / count;
    alive.forEach(ComponentInstance::close);
    System.out.println(each);
  }

  private static ComponentInstance called(LinkedComponent linked) {
    ComponentInstance instance = linked.instantiate(CONFIG);
    instance.export("witloof:connector/source@0.1.0", "discover").call(LIMITS);
    return instance;
  }

  private static long heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

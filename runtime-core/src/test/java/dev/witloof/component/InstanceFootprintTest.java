package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the host keeps for an instance that does nothing, beyond the guest's own pages. */
class InstanceFootprintTest {
  private static final int MANY = 1_000;
  private static final long PAGE = 65_536;
  private static final long MOST = 32 << 10;
  private static final CallLimits LIMITS =
      new CallLimits(2_000_000, Duration.ofSeconds(30), 1 << 20);
  private static final InstanceConfig CONFIG = new InstanceConfig(16 << 20, 16, LIMITS, List.of());

  private static LinkedComponent link(byte[] component) {
    return new Linker(Engines.create(Engine.Mode.COMPILER)).link(Component.read(component));
  }

  /** Bytes in use when nothing is left to collect, or near enough. */
  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static ComponentInstance used(LinkedComponent linked) {
    ComponentInstance instance = linked.instantiate(CONFIG);
    instance.export("take").call(LIMITS, (Object) new byte[1]);
    return instance;
  }

  @Test
  void anIdleInstanceKeepsItsPagesAndLittleElse() {
    LinkedComponent linked = link(Crossings.fixture("bytes"));
    List<ComponentInstance> live = new ArrayList<>();
    live.add(used(linked));
    assertEquals(2 * PAGE, live.get(0).lastUsage().peakMemory());
    long before = heapInUse();

    for (int i = 0; i < MANY; i++) {
      live.add(used(linked));
    }

    long each = (heapInUse() - before) / MANY - 2 * PAGE;
    assertTrue(each <= MOST, () -> "an instance keeps " + each + " bytes besides its pages");
    live.forEach(ComponentInstance::close);
  }
}

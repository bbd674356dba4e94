package dev.witloof.component;

import static dev.witloof.component.AbiGuest.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Trap;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many instances and many resources one after the other leave nothing behind. */
class InstanceChurnTest {
  private static final int MANY = 10_000;
  private static final long MIB = 1 << 20;

  private static LinkedComponent link(Engine.Mode mode, String fixture) {
    return new Linker(Engines.create(mode), AbiGuest.world())
        .define(AbiGuest.things())
        .link(Component.read(AbiGuest.fixture(fixture)));
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

  private static void growsLessThan(long bytes, long before) {
    long growth = heapInUse() - before;
    assertTrue(growth < bytes, () -> "the heap grew by " + growth + " bytes");
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void tenThousandInstances(Engine.Mode mode) {
    LinkedComponent linked = link(mode, "composed");
    for (int i = 0; i < MANY / 10; i++) {
      useAndClose(linked);
    }
    WeakReference<ComponentInstance> early = new WeakReference<>(useAndClose(linked));
    long before = heapInUse();

    for (int i = 0; i < MANY; i++) {
      useAndClose(linked);
    }

    growsLessThan(2 * MIB, before);
    assertNull(early.get());
  }

  private static ComponentInstance useAndClose(LinkedComponent linked) {
    ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()));
    assertEquals("ok", instance.export("same").call(LIMITS, "ok"));
    instance.close();
    return instance;
  }

  /** 100 instances of four MiB: what the host still holds of a closed one is small. */
  @Test
  void closedInstancesGiveTheirMemoryBack() {
    LinkedComponent linked = link(Engine.Mode.COMPILER, "roomy");
    List<Object> held = new ArrayList<>();
    long before = heapInUse();

    for (int i = 0; i < 100; i++) {
      ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()));
      held.add(instance);
      held.add(instance.export("inner", "touch"));
      held.add(instance.export("inner", "make").call(LIMITS, 1L));
      held.add(instance.exports());
      instance.close();
    }

    growsLessThan(4 * MIB, before);
    assertEquals(400, held.size());
  }

  /** An instance that trapped holds its memory until it is closed, and no longer. */
  @Test
  void failedInstancesGiveTheirMemoryBack() {
    LinkedComponent linked = link(Engine.Mode.COMPILER, "guest");
    List<Object> held = new ArrayList<>();
    long before = heapInUse();

    for (int i = 0; i < 100; i++) {
      ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()));
      ComponentFunction trap = instance.export("trap");
      held.add(assertThrows(Trap.class, () -> trap.call(LIMITS)));
      held.add(trap);
      instance.close();
    }

    growsLessThan(4 * MIB, before);
    assertEquals(200, held.size());
  }

  /** With room for twenty handles. */
  @Test
  void tenThousandResourcesInOneInstance() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      ComponentFunction use = instance.export("use-thing");
      ComponentFunction make = instance.export("make");
      for (int i = 0; i < MANY; i++) {
        assertEquals(5L, use.call(LIMITS, 5L));
        ((GuestResource) make.call(LIMITS, 5L)).drop(LIMITS);
      }

      assertEquals(MANY, seen.dropped.size());
      assertEquals((long) MANY, instance.export("drops").call(LIMITS));
      assertEquals(1L, instance.export("keep-thing").call(LIMITS, 5L), "the first index is free");
    }
  }
}

package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all memories and tables of a component start with is known before any is allocated. */
class StartingMemoryTest {
  private static final CallLimits LIMITS = new CallLimits(1_000, Duration.ofMinutes(1), 0);
  private static final long PAGE = 65_536;
  private static final long ELEMENT = 32;
  private static final int CORE_MODULE = 1;
  private static final int CORE_INSTANCE = 2;

  /** A module whose memory and table nobody else sees. */
  private static ComponentBytes hiding(int pages, int elements) {
    return ComponentBytes.coreModule()
        .section(4, new ComponentBytes().raw(1, 0x70, 0).leb(elements))
        .section(5, new ComponentBytes().raw(1, 0).leb(pages));
  }

  /** A module that traps as soon as it is instantiated. */
  private static ComponentBytes trapping() {
    return ComponentBytes.coreModule()
        .section(1, new ComponentBytes().raw(1, 0x60, 0, 0))
        .section(3, new ComponentBytes().raw(1, 0))
        .section(8, new ComponentBytes().raw(0))
        .section(10, new ComponentBytes().raw(1, 3, 0, 0x00, 0x0b));
  }

  /** A component of modules without imports, each of which is instantiated once. */
  private static ComponentBytes component(ComponentBytes... modules) {
    ComponentBytes component = ComponentBytes.component();
    ComponentBytes instances = new ComponentBytes().leb(modules.length);
    for (int i = 0; i < modules.length; i++) {
      component.section(CORE_MODULE, modules[i]);
      instances.raw(0, i, 0);
    }
    return component.section(CORE_INSTANCE, instances);
  }

  private static long startingMemory(ComponentBytes component) {
    return Component.read(component.toByteArray()).startingMemory();
  }

  private static ComponentInstance instantiate(
      Engine.Mode mode, ComponentBytes component, long budget) {
    return new Linker(Engines.create(mode))
        .link(Component.read(component.toByteArray()))
        .instantiate(new InstanceConfig(budget, 0, LIMITS, List.of()));
  }

  @Test
  void whatIsNotExportedCounts() {
    assertEquals(3 * PAGE + 10 * ELEMENT, startingMemory(component(hiding(3, 10))));
  }

  @Test
  void allMemoriesAndTablesOfAModuleCount() {
    ComponentBytes module =
        ComponentBytes.coreModule()
            .section(4, new ComponentBytes().raw(2, 0x70, 0, 5, 0x6f, 0, 6))
            .section(5, new ComponentBytes().raw(2, 0, 7, 0, 8));
    assertEquals(15 * PAGE + 11 * ELEMENT, startingMemory(component(module)));
  }

  @Test
  void eachInstanceCountsAndNoModuleForItself() {
    ComponentBytes inner = component(hiding(1, 0), hiding(2, 0));
    ComponentBytes outer =
        ComponentBytes.component()
            .section(CORE_MODULE, hiding(100, 0))
            .section(4, inner)
            .section(5, new ComponentBytes().raw(2, 0, 0, 0, 0, 0, 0));
    assertEquals(6 * PAGE, startingMemory(outer));
  }

  @Test
  void whatIsImportedCountsOnce() {
    ComponentBytes owner =
        ComponentBytes.coreModule()
            .section(5, new ComponentBytes().raw(1, 0, 4))
            .section(7, new ComponentBytes().raw(1).name("m").raw(2, 0));
    ComponentBytes user =
        ComponentBytes.coreModule()
            .section(2, new ComponentBytes().raw(1).name("owner").name("m").raw(2, 0, 4))
            .section(7, new ComponentBytes().raw(1).name("again").raw(2, 0));
    ComponentBytes instances =
        new ComponentBytes().raw(2, 0, 0, 0, 0, 1, 1).name("owner").raw(0x12, 0);
    ComponentBytes component =
        ComponentBytes.component()
            .section(CORE_MODULE, owner)
            .section(CORE_MODULE, user)
            .section(CORE_INSTANCE, instances);
    assertEquals(4 * PAGE, startingMemory(component));
  }

  /** Memories of 64 bits may declare more than a number of bytes can say. */
  @Test
  void hugeMinimumsDoNotOverflow() {
    ComponentBytes module =
        ComponentBytes.coreModule()
            .section(5, new ComponentBytes().raw(1, 4, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40));
    assertEquals(4L << 30, startingMemory(component(module)));
  }

  @ParameterizedTest
  @EnumSource
  void isWhatInstancesTake(Engine.Mode mode) {
    ComponentBytes component = component(hiding(3, 10), hiding(1, 2_000), manyFunctions());
    long needed = startingMemory(component);
    try (ComponentInstance instance = instantiate(mode, component, needed)) {
      assertEquals(needed, instance.lastUsage().peakMemory());
    }
    LimitExceeded limit =
        assertThrows(LimitExceeded.class, () -> instantiate(mode, component, needed - 1));
    assertEquals(LimitExceeded.Limit.MEMORY, limit.limit());
    assertEquals(needed, limit.used());
  }

  /** A module with so many functions that its structure counts. */
  private static ComponentBytes manyFunctions() {
    int functions = 1_000;
    ComponentBytes declared = new ComponentBytes().leb(functions);
    ComponentBytes bodies = new ComponentBytes().leb(functions);
    return ComponentBytes.coreModule()
        .section(1, new ComponentBytes().raw(1, 0x60, 0, 0))
        .section(3, declared.many(functions, i -> declared.raw(0)))
        .section(10, bodies.many(functions, i -> bodies.raw(2, 0, 0x0b)));
  }

  /** The first module would trap, if it came to that. */
  @ParameterizedTest
  @EnumSource
  void nothingRunsOrIsAllocatedWhenALaterModuleHasNoRoom(Engine.Mode mode) {
    ComponentBytes component = component(hiding(1, 0), trapping(), hiding(9, 0));
    LimitExceeded limit =
        assertThrows(LimitExceeded.class, () -> instantiate(mode, component, 10 * PAGE - 1));
    assertEquals(10 * PAGE, limit.used());
    Trap trap = assertThrows(Trap.class, () -> instantiate(mode, component, 10 * PAGE));
    assertEquals(Trap.Kind.UNREACHABLE, trap.kind());
  }
}

package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.instantiate;
import static dev.witloof.engine.Fixtures.wasm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Sections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A module with several memories, one of them imported. */
class MultiMemoryTest {
  private static final int SHARED = 0;
  private static final int SMALL = 1;
  private static final int LARGE = 2;

  private static Guest guest(Engine.Mode mode, long budget) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules = engine.prepare(List.of(wasm("memory"), wasm("multi-memory")));
    Store store = engine.newStore(budget);
    CoreInstance owner = instantiate(store, modules.get(0));
    return new Guest(
        store, instantiate(store, modules.get(1), owner.export("memory").orElseThrow()));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void eachAccessMeansItsOwnMemory(Engine.Mode mode) {
    Guest guest = guest(mode, 64 * MIB);
    assertEquals('a', guest.call("load", SMALL, 8));
    assertEquals(0, guest.call("load", SHARED, 8));
    guest.call("store-small", 16, 7);
    assertEquals(7, guest.call("load", SMALL, 20));
    assertEquals(0, guest.call("load", LARGE, 20));
    guest.call("init-large", 100);
    assertEquals('p', guest.call("load", LARGE, 100));
    assertEquals(0, guest.call("load", SMALL, 100));
    guest.call("fill-large", 200, 9, 3);
    assertEquals(9, guest.call("load", LARGE, 202));
    guest.call("small-to-shared", 50, 8, 6);
    assertEquals('e', guest.call("load", SHARED, 55));
    guest.call("large-to-large", 101, 100, 7);
    assertEquals('p', guest.call("load", LARGE, 101));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aDroppedSegmentIsGoneForAllMemories(Engine.Mode mode) {
    Guest guest = guest(mode, 64 * MIB);
    guest.call("init-large", 100);
    Trap trap = assertThrows(Trap.class, () -> guest.call("init-large", 200));
    assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void eachMemoryGrowsToItsOwnMaximum(Engine.Mode mode) {
    Guest guest = guest(mode, 64 * MIB);
    assertEquals(1, guest.call("grow-small", 1));
    assertEquals(-1, guest.call("grow-small", 1));
    assertEquals(-1, guest.call("grow-small", -5));
    assertEquals(2, guest.call("size-small"));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void copiesBetweenMemoriesStayInBounds(Engine.Mode mode) {
    Guest guest = guest(mode, 64 * MIB);
    for (long[] range :
        new long[][] {{0, 65_530, 7}, {65_530, 0, 7}, {-1, 0, 1}, {0, -1, 1}, {0, 0, -1}}) {
      assertEquals(
          Trap.Kind.MEMORY_OUT_OF_BOUNDS,
          assertThrows(Trap.class, () -> guest.call("small-to-shared", range)).kind());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void allMemoriesShareOneBudget(Engine.Mode mode) {
    assertEquals(
        LimitExceeded.Limit.MEMORY,
        assertThrows(LimitExceeded.class, () -> guest(mode, 16 * MIB)).limit());
  }

  /** The first has room, both together have not. */
  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void noneIsAllocatedUnlessAllHaveRoom(Engine.Mode mode) {
    byte[] memories =
        new WasmBuilder().section(Sections.MEMORY, WasmBuilder.bytes(2, 0, 1, 0, 16)).build();
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(memories)).get(0);
    Store store = engine.newStore(MIB);
    assertThrows(LimitExceeded.class, () -> instantiate(store, module));
    assertEquals(0, store.memoryBytes());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void aCopyBetweenMemoriesFitsTheBudgetAndIsPaidByLength(Engine.Mode mode) {
    Guest guest = guest(mode, 17 * MIB);
    assertEquals(
        LimitExceeded.Limit.MEMORY,
        assertThrows(LimitExceeded.class, () -> guest.call("large-to-small", 0, 0, 16 * (int) MIB))
            .limit());
    long small = guest.use(Fixtures.PLENTY, "large-to-small", 0, 0, 0).fuel();
    long large = guest.use(Fixtures.PLENTY, "large-to-small", 0, 0, 65_536).fuel();
    assertEquals(FuelSchedule.bytes(65_536), large - small);
    assertTrue(large > small);
  }
}

package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static dev.witloof.engine.Fixtures.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fuel, deadline, cancellation and memory of a store, in both modes. */
class LimitsTest {
  private static final CallLimits LITTLE_FUEL =
      new CallLimits(3_000_000, Duration.ofSeconds(60), 0);
  private static final CallLimits LITTLE_TIME = new CallLimits(1L << 50, Duration.ofMillis(30), 0);

  static Stream<Arguments> loops() {
    List<Arguments> all = new ArrayList<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      for (String loop : List.of("br", "br_if", "br_table", "nested", "calls", "memory")) {
        all.add(Arguments.of(mode, loop));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("loops")
  void endlessLoopEndsByFuel(Engine.Mode mode, String loop) {
    Guest guest = guest(mode, "loops");
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.use(LITTLE_FUEL, loop));
    assertEquals(Limit.FUEL, e.limit());
    assertEquals(3_000_000, e.budget());
    assertEquals(3_000_001, e.used());
  }

  /** What a unit takes there differs a thousandfold, so the clock is looked at within a slice. */
  @ParameterizedTest
  @ValueSource(strings = {"br", "br_if", "br_table", "nested", "calls"})
  void interpretedCodeLooksAtTheClockEveryHundredBlocks(String loop) {
    Guest guest = guest(Engine.Mode.INTERPRETER, "loops");
    CallLimits noTime = new CallLimits(3_000, Duration.ZERO, 0);
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.use(noTime, loop));
    assertEquals(Limit.DEADLINE, e.limit());
  }

  @ParameterizedTest
  @MethodSource("loops")
  void endlessLoopEndsByDeadline(Engine.Mode mode, String loop) {
    Guest guest = guest(mode, "loops");
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.use(LITTLE_TIME, loop));
    assertEquals(Limit.DEADLINE, e.limit());
    assertEquals(30, e.budget());
    assertTrue(e.used() >= 30, e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void endlessLoopEndsByCancellationFromAnotherThread(Engine.Mode mode) throws Exception {
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(MIB);
    CountDownLatch inside = new CountDownLatch(1);
    CoreFunction signal =
        engine.hostFunction(
            new CoreType.Func(List.of(), List.of()),
            arguments -> {
              inside.countDown();
              return new long[0];
            });
    CoreModule module = Fixtures.module(engine, "signal-loop");
    Guest guest = new Guest(store, Fixtures.instantiate(store, module, signal));
    Thread canceller =
        new Thread(
            () -> {
              awaitUninterrupted(inside);
              store.cancel();
            });
    canceller.start();
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.use(PLENTY, "loop"));
    assertEquals(Limit.CANCELLED, e.limit());
    assertEquals(0, inside.getCount(), "it was not in its loop yet");
    canceller.join();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void interruptedThreadEndsTheEntryAndStaysInterrupted(Engine.Mode mode) {
    Guest guest = guest(mode, "loops");
    Thread.currentThread().interrupt();
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.use(PLENTY, "br_if"));
    assertEquals(Limit.CANCELLED, e.limit());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void startFunctionRunsUnderTheLimits(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = Fixtures.module(engine, "start-loop");
    Store store = engine.newStore(MIB);
    store.enter(LITTLE_FUEL);
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> module.instantiate(store, List.of()));
    assertEquals(Limit.FUEL, e.limit());
    store.leave();
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void fuelIsOneUnitAnInstruction(Engine.Mode mode) {
    Guest guest = guest(mode, "loops");
    // i32.const, local.set, loop; in each round get, const, add, set, get, get, lt_u, br_if; get.
    assertEquals(3 + 8 * 10 + 1, guest.use(PLENTY, "count", 10).fuel());
    assertEquals(3 + 8 * 1_000_000 + 1, guest.use(PLENTY, "count", 1_000_000).fuel());
  }

  @Test
  void fuelIsTheSameInBothModes() {
    Guest compiled = guest(Engine.Mode.COMPILER, "kernel");
    Guest interpreted = guest(Engine.Mode.INTERPRETER, "kernel");
    for (int n : new int[] {0, 1, 7, 500}) {
      assertEquals(compiled.call("run", n), interpreted.call("run", n), "result for " + n);
      assertEquals(
          compiled.use(PLENTY, "run", n).fuel(),
          interpreted.use(PLENTY, "run", n).fuel(),
          "fuel for " + n);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void exactFuelSufficesAndOneLessDoesNot(Engine.Mode mode) {
    Guest guest = guest(mode, "kernel");
    long needed = guest.use(PLENTY, "run", 100).fuel();
    CallLimits exact = new CallLimits(needed, Duration.ofSeconds(60), 0);
    assertEquals(needed, guest.use(exact, "run", 100).fuel());
    CallLimits less = new CallLimits(needed - 1, Duration.ofSeconds(60), 0);
    assertThrows(LimitExceeded.class, () -> guest.use(less, "run", 100));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void negativeGrowthCostsTheGuestFuelAndGetsNothing(Engine.Mode mode) {
    Guest guest = guest(mode, "memory");
    long plain = guest.use(PLENTY, "grow", 0).fuel();
    assertEquals(plain + 5, guest.use(PLENTY, "grow", -5).fuel());
    assertEquals(-1, guest.call("grow", -5));
    assertEquals(plain + (1L << 31), guest.use(PLENTY, "grow", Integer.MIN_VALUE).fuel());
    assertEquals(1, guest.call("size"));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void bulkInstructionsArePaidByLength(Engine.Mode mode) {
    Guest guest = guest(mode, "bulk-large", 128 * MIB);
    long units = 64 * MIB / FuelSchedule.BYTES_PER_UNIT;
    assertEquals(units + 4, guest.use(PLENTY, "fill").fuel());
    assertEquals(units + 4, guest.use(PLENTY, "copy").fuel());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void endlessBulkInstructionsEndByDeadline(Engine.Mode mode) {
    Guest guest = guest(mode, "memory");
    LimitExceeded e =
        assertThrows(LimitExceeded.class, () -> guest.use(LITTLE_TIME, "fill_forever"));
    assertEquals(Limit.DEADLINE, e.limit());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void tableElementsArePaid(Engine.Mode mode) {
    Guest guest = guest(mode, "table");
    // Two instructions besides table.grow.
    assertEquals(3 + 1000, guest.use(PLENTY, "grow", 1000).fuel());
    assertEquals(4 + 1000 * FuelSchedule.TABLE_ELEMENT, guest.use(PLENTY, "fill", 0, 1000).fuel());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void memoryBombEndsByTheMemoryLimit(Engine.Mode mode) {
    Guest guest = guest(mode, "memory", 8 * MIB);
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> guest.call("bomb"));
    assertEquals(Limit.MEMORY, e.limit());
    assertEquals(8 * MIB, e.budget());
    assertEquals(8 * MIB + 65536, e.used());
    assertEquals(Trap.Kind.UNREACHABLE, assertInstanceOf(Trap.class, e.getCause()).kind());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void growthInSmallStepsUsesTheWholeBudgetAndRefusalIsNoFailure(Engine.Mode mode) {
    Guest guest = guest(mode, "memory", 8 * MIB);
    assertEquals(127, guest.call("polite"));
    assertEquals(8 * MIB, guest.store().memoryBytes());
    assertEquals(8 * MIB, guest.memory().size());
    assertEquals(8 * MIB, guest.use(PLENTY, "size").peakMemory());
    guest.call("store", 8 * MIB - 4, 77);
    assertEquals(77, guest.call("load", 8 * MIB - 4));
    // A trap in a later entry is a trap: the refusal was the earlier entry's.
    assertEquals(
        Trap.Kind.MEMORY_OUT_OF_BOUNDS,
        assertThrows(Trap.class, () -> guest.call("load", 8 * MIB)).kind());
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void memoriesAndTablesShareOneBudget(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    List<CoreModule> modules =
        engine.prepare(List.of(Fixtures.wasm("memory"), Fixtures.wasm("table")));
    Store store = engine.newStore(2 * 65536);
    Guest memory = new Guest(store, Fixtures.instantiate(store, modules.get(0)));
    Guest table = new Guest(store, Fixtures.instantiate(store, modules.get(1)));
    assertEquals(65536 + 32, store.memoryBytes());
    assertEquals(1, table.call("grow", 2000));
    assertEquals(65536 + 32 + 64000, store.memoryBytes());
    assertEquals(-1, memory.call("grow", 1));
    assertEquals(-1, table.call("grow", 48));
    assertEquals(2001, table.call("grow", 47));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void minimumBeyondTheBudgetIsRefusedBeforeItIsAllocated(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    byte[] huge = WasmBuilder.memory(32_767);
    CoreModule module = engine.prepare(List.of(huge)).get(0);
    Store store = engine.newStore(64 * MIB);
    store.enter(PLENTY);
    LimitExceeded e = assertThrows(LimitExceeded.class, () -> module.instantiate(store, List.of()));
    assertEquals(Limit.MEMORY, e.limit());
    assertEquals(32_767L * 65536, e.used());
    store.leave();
  }

  /** As each instance of what is compiled has a set of them: 54 to 62 bytes each. */
  @Test
  void interpretedFunctionsOfCompiledInstancesAreMemory() {
    long interpreted = structure(Engine.Mode.INTERPRETER, LargeForm.INTERPRETED.module());
    long compiled = structure(Engine.Mode.COMPILER, LargeForm.INTERPRETED.module());
    assertEquals(2_900 * 64, compiled - interpreted);
  }

  /** What an instance takes that has neither memories nor tables. */
  private static long structure(Engine.Mode mode, byte[] module) {
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(MIB);
    Fixtures.instantiate(store, engine.prepare(List.of(module)).get(0));
    return store.memoryBytes();
  }

  @Test
  void entriesNestOnTheOuterBudget() {
    Guest guest = guest(Engine.Mode.COMPILER, "loops");
    Store store = guest.store();
    store.enter(new CallLimits(1000, Duration.ofSeconds(60), 10));
    store.burn(100);
    store.enter(PLENTY);
    store.burn(200);
    assertEquals(200, store.leave().fuel());
    LimitExceeded fuel = assertThrows(LimitExceeded.class, () -> store.burn(701));
    assertEquals(1001, fuel.used());
    store.lifted(10);
    LimitExceeded lifted = assertThrows(LimitExceeded.class, () -> store.lifted(1));
    assertEquals(Limit.LIFTED_BYTES, lifted.limit());
    assertEquals(11, lifted.used());
    assertEquals(1001, store.leave().fuel());
    assertEquals(Long.MAX_VALUE, store.remainingNanos());
    assertThrows(IllegalStateException.class, store::leave);
  }

  @Test
  void enormousHostChargesDoNotWrapAround() {
    Store store = Engines.create(Engine.Mode.INTERPRETER).newStore(0);
    store.enter(new CallLimits(Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE), Long.MAX_VALUE));
    for (int i = 0; i < 4; i++) {
      assertTrue(store.remainingNanos() > 0);
      store.lifted(Long.MAX_VALUE);
    }
    store.burn(Long.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      assertThrows(LimitExceeded.class, () -> store.burn(Long.MAX_VALUE));
    }
    store.leave();
  }

  @Test
  void guestCodeNeedsAnEntry() {
    Guest guest = guest(Engine.Mode.COMPILER, "loops");
    assertThrows(IllegalStateException.class, () -> guest.function("count").call(1));
    assertThrows(IllegalStateException.class, () -> guest.store().burn(1));
  }
}

package dev.witloof.component;

import static dev.witloof.component.AbiGuest.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.component.AbiGuest.Thing;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ComponentInstanceTest {

  @Test
  void passesParametersThroughMemoryWhenThereAreMoreThanSixteen() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      Object sum =
          instance
              .export("sum17")
              .call(
                  LIMITS,
                  List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L),
                  List.of(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L));
      assertEquals(153L, sum);
    }
  }

  @Test
  void returnsNullWithoutAResult() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      assertNull(instance.export("take").call(LIMITS, "text"));
    }
  }

  @Test
  void ownsAndLendsGuestResources() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      GuestResource resource =
          assertInstanceOf(GuestResource.class, instance.export("make").call(LIMITS, 7L));
      assertEquals(7L, instance.export("rep-of-borrow").call(LIMITS, resource));
      assertEquals(7L, instance.export("rep-of-borrow").call(LIMITS, resource));
      assertEquals(0L, instance.export("drops").call(LIMITS));
      assertEquals(7L, instance.export("rep-of-own").call(LIMITS, resource));
      assertEquals(1L, instance.export("drops").call(LIMITS), "the guest dropped what it owns");

      resource.drop(LIMITS);
      assertEquals(1L, instance.export("drops").call(LIMITS), "given away: nothing to drop");
    }
  }

  @Test
  void runsTheDestructorOnce() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      GuestResource resource = (GuestResource) instance.export("make").call(LIMITS, 7L);
      resource.drop(LIMITS);
      resource.drop(LIMITS);
      assertEquals(1L, instance.export("drops").call(LIMITS));
      IllegalArgumentException gone =
          assertThrows(
              IllegalArgumentException.class,
              () -> instance.export("rep-of-borrow").call(LIMITS, resource));
      assertEquals(
          "parameter r: the handle to resource res was dropped or given away", gone.getMessage());
    }
  }

  @Test
  void refusesAResourceOfAnotherInstance() {
    try (ComponentInstance one = AbiGuest.instance();
        ComponentInstance other = AbiGuest.instance()) {
      GuestResource resource = (GuestResource) one.export("make").call(LIMITS, 7L);
      assertThrows(
          IllegalArgumentException.class,
          () -> other.export("rep-of-borrow").call(LIMITS, resource));
    }
  }

  @Test
  void tellsTheHostOnceOfEachDrop() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      assertEquals(4L, instance.export("use-thing").call(LIMITS, 4L));
      assertEquals(List.of(new Thing(4, seen)), seen.dropped);

      assertEquals(5L, instance.export("give-thing").call(LIMITS, 5L));
      assertEquals(1, seen.dropped.size(), "given to the host: the host's to drop");

      instance.export("keep-thing").call(LIMITS, 6L);
      assertEquals(1, seen.dropped.size());
    }
    assertEquals(List.of(4L, 6L), seen.dropped.stream().map(Thing::n).toList());
  }

  @Test
  void asksTheHostBeforeTheGuestDropsAndNotWhenItCloses() {
    Seen seen = new Seen();
    seen.needed = Optional.of(6L);
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      ComponentFunction use = instance.export("use-thing");
      assertEquals(5L, use.call(LIMITS, 5L));
      assertEquals(List.of(new Thing(5, seen)), seen.dropped);

      Trap refused = assertThrows(Trap.class, () -> use.call(LIMITS, 6L));
      assertEquals("thing 6 is needed", refused.getMessage());
      assertEquals(1, seen.dropped.size(), "still the guest's");
    }
    assertEquals(List.of(5L, 6L), seen.dropped.stream().map(Thing::n).toList());
  }

  @Test
  void dropsHostResourcesOfAFailedInstance() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      instance.export("keep-thing").call(LIMITS, 6L);
      assertThrows(Trap.class, () -> instance.export("trap").call(LIMITS));
    }
    assertEquals(1, seen.dropped.size());
  }

  @Test
  void dropsWhatWasOnItsWayWhenACallFailed() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      ComponentFunction give = instance.export("give-misnamed");
      assertThrows(Trap.class, () -> give.call(LIMITS), "the second argument is malformed");
    }
    assertEquals(1, seen.dropped.size(), "the host never got the first");

    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      ComponentFunction make = instance.export("make-thing-badly");
      assertThrows(Trap.class, () -> make.call(LIMITS, 1L), "post-return traps");
    }
    assertEquals(2, seen.dropped.size(), "the host never got the result");
  }

  @Test
  void dropsWhatDoesNotFitTheTable() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      ComponentFunction keep = instance.export("keep-things");
      assertThrows(LimitExceeded.class, () -> keep.call(LIMITS));
    }
    assertEquals(21, seen.dropped.size(), "20 in the table and the one too many");
  }

  @Test
  void givesHostResourcesBack() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      assertEquals(new Thing(8, seen), instance.export("make-thing").call(LIMITS, 8L));
      assertEquals(9L, instance.export("get-borrowed").call(LIMITS, new Thing(9, seen)));
    }
    assertEquals(List.of(), seen.dropped, "lent and given back: never the guest's to drop");
  }

  @Test
  void refusesAHostObjectOfAnotherClass() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      IllegalArgumentException wrong =
          assertThrows(
              IllegalArgumentException.class,
              () -> instance.export("get-borrowed").call(LIMITS, "no thing"));
      assertTrue(wrong.getMessage().contains("expected resource thing"), wrong.getMessage());
    }
  }

  @Test
  void callsTheHostWithStrings() {
    Seen seen = new Seen();
    try (ComponentInstance instance = AbiGuest.instance(seen)) {
      assertEquals("hö", instance.export("echo").call(LIMITS));
      assertEquals(List.of("hö"), seen.echoed);
    }
  }

  @Test
  void checksTheNumberOfArgumentsBeforeTheGuestRuns() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      ComponentFunction add = instance.export("add");
      IllegalArgumentException wrong =
          assertThrows(IllegalArgumentException.class, () -> add.call(LIMITS, 1));
      assertEquals("add takes 2 arguments, not 1", wrong.getMessage());
      assertEquals(3, add.call(LIMITS, 1, 2));
    }
  }

  @Test
  void namesTheParameterThatDoesNotFit() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      IllegalArgumentException wrong =
          assertThrows(
              IllegalArgumentException.class, () -> instance.export("add").call(LIMITS, 1, "2"));
      assertEquals("parameter b: expected s32 (Integer), got java.lang.String", wrong.getMessage());
    }
  }

  @Test
  void listsTheExportsWhenOneIsMissing() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      NoSuchElementException missing =
          assertThrows(NoSuchElementException.class, () -> instance.export("nothing"));
      assertTrue(missing.getMessage().contains("rep-of-own"), missing.getMessage());
      assertThrows(
          NoSuchElementException.class, () -> instance.export("test:no/interface@1.0.0", "f"));
    }
  }

  @Test
  void cannotBeUsedAfterClose() {
    ComponentInstance instance = AbiGuest.instance();
    ComponentFunction add = instance.export("add");
    GuestResource resource = (GuestResource) instance.export("make").call(LIMITS, 1L);
    instance.close();
    instance.close();

    assertThrows(IllegalStateException.class, () -> add.call(LIMITS, 1, 2));
    resource.drop(LIMITS);
  }

  @Test
  void admitsOneThreadAtATime() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayLeave = new CountDownLatch(1);
    HostInterface things =
        new HostInterface(
            AbiGuest.THINGS,
            replaced(
                "fail",
                (call, arguments) -> {
                  inside.countDown();
                  try {
                    mayLeave.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return null;
                }),
            AbiGuest.things().resources());
    ComponentInstance instance = instance(things);
    CompletableFuture<Object> running =
        CompletableFuture.supplyAsync(() -> instance.export("call-fail").call(LIMITS));
    inside.await();

    IllegalStateException second =
        assertThrows(IllegalStateException.class, () -> instance.export("add").call(LIMITS, 1, 2));
    assertTrue(second.getMessage().contains("one thread at a time"), second.getMessage());
    assertThrows(IllegalStateException.class, instance::close);

    mayLeave.countDown();
    assertNull(running.get());
    assertEquals(3, instance.export("add").call(LIMITS, 1, 2), "the intruder did no harm");
    instance.close();
  }

  @Test
  void refusesEntryFromAHostFunctionItCalled() {
    ComponentInstance[] self = new ComponentInstance[1];
    HostInterface things =
        new HostInterface(
            AbiGuest.THINGS,
            replaced("fail", (call, arguments) -> self[0].export("add").call(LIMITS, 1, 2)),
            AbiGuest.things().resources());
    try (ComponentInstance instance = instance(things)) {
      self[0] = instance;
      Trap trap = assertThrows(Trap.class, () -> instance.export("call-fail").call(LIMITS));
      assertTrue(trap.getMessage().contains("cannot enter the instance"), trap.getMessage());
    }
  }

  @Test
  void passesLimitsOfHostFunctionsThrough() {
    HostInterface things =
        new HostInterface(
            AbiGuest.THINGS,
            replaced(
                "fail",
                (call, arguments) -> {
                  throw new LimitExceeded(LimitExceeded.Limit.HTTP_IN_FLIGHT, 100, 101);
                }),
            AbiGuest.things().resources());
    try (ComponentInstance instance = instance(things)) {
      LimitExceeded limit =
          assertThrows(LimitExceeded.class, () -> instance.export("call-fail").call(LIMITS));
      assertEquals(LimitExceeded.Limit.HTTP_IN_FLIGHT, limit.limit());
    }
  }

  @Test
  void cancelsFromAnotherThread() throws Exception {
    CallLimits endless = new CallLimits(Long.MAX_VALUE, Duration.ofSeconds(60), 1 << 20);
    CountDownLatch inside = new CountDownLatch(1);
    HostInterface things =
        new HostInterface(
            AbiGuest.THINGS,
            replaced(
                "wrong",
                (call, arguments) -> {
                  inside.countDown();
                  return 1L;
                }),
            AbiGuest.things().resources());
    try (ComponentInstance instance = instance(things)) {
      CompletableFuture<Object> running =
          CompletableFuture.supplyAsync(() -> instance.export("call-forever").call(endless));
      inside.await();
      instance.cancel();
      ExecutionException ended = assertThrows(ExecutionException.class, running::get);
      Throwable cause =
          ended.getCause() instanceof CompletionException wrapped
              ? wrapped.getCause()
              : ended.getCause();
      assertEquals(
          LimitExceeded.Limit.CANCELLED, assertInstanceOf(LimitExceeded.class, cause).limit());
    }
  }

  @Test
  void failsToInstantiateBeyondTheMemoryBudget() {
    LinkedComponent linked = AbiGuest.link("guest");
    InstanceConfig small = new InstanceConfig(65_536, 10, LIMITS, List.of());
    LimitExceeded limit = assertThrows(LimitExceeded.class, () -> linked.instantiate(small));
    assertEquals(LimitExceeded.Limit.MEMORY, limit.limit());
  }

  private static Map<String, HostFunction> replaced(String name, HostFunction body) {
    Map<String, HostFunction> functions = new HashMap<>(AbiGuest.things().functions());
    functions.put(name, body);
    return functions;
  }

  private static ComponentInstance instance(HostInterface things) {
    return new Linker(Engines.create(Engine.Mode.COMPILER), AbiGuest.world())
        .define(things)
        .link(Component.read(AbiGuest.fixture("guest")))
        .instantiate(AbiGuest.config(new Seen()));
  }
}

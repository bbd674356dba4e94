package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Components bound to the exports of an instance that is alive. */
class LiveLinkingTest {
  private final ComponentInstance provider = Links.provider();
  private final ComponentInstance consumer = Links.consumer(provider);

  @Test
  void copiesValuesFromMemoryToMemory() {
    assertEquals("grüß dich, 世界", Links.call(consumer, "echo-through", "grüß dich, 世界"));
  }

  @Test
  void lendsAndDropsResourcesOfTheOther() {
    assertEquals(7L, Links.call(consumer, "make-get-drop", 7L));
    assertEquals(1L, Links.things(provider, "drops"));
  }

  @Test
  void oneTrackHasOneResource() {
    assertEquals(8L, Links.call(consumer, "make-consume", 8L));
    assertEquals(1L, Links.things(provider, "drops"));
  }

  @Test
  void handlesOfTheHostKeepTheirIdentity() {
    Object made = Links.things(provider, "make", 9L);
    Object passed = Links.call(consumer, "pass", made);

    assertEquals(9L, Links.things(provider, "get", passed));
    assertInstanceOf(GuestResource.class, passed).drop(Links.LIMITS);
    assertEquals(1L, Links.things(provider, "drops"));
  }

  @Test
  void reexportsAreTheOriginals() {
    assertSame(provider.exports().get("echo"), consumer.exports().get("echo-again"));
    assertEquals(
        3L,
        consumer
            .export("things", "get")
            .call(Links.LIMITS, consumer.export("things", "make").call(Links.LIMITS, 3L)));
    assertEquals(
        provider.exports().get("pair").type(), Links.provider().exports().get("pair").type());
  }

  @Test
  void aTrapOfTheOtherEndsBoth() {
    assertThrows(Trap.class, () -> Links.call(consumer, "fail"));

    assertThrows(IllegalStateException.class, () -> Links.call(consumer, "make-get-drop", 1L));
    assertThrows(IllegalStateException.class, () -> Links.things(provider, "drops"));
  }

  @Test
  void aTrapOfTheCallerLeavesTheOther() {
    assertThrows(Trap.class, () -> Links.call(consumer, "fail-alone"));

    assertEquals(0L, Links.things(provider, "drops"));
    assertEquals("still", Links.call(Links.consumer(provider), "echo-through", "still"));
  }

  @Test
  void theOtherRunsOnTheFuelOfTheCall() {
    CallLimits little = new CallLimits(5_000, Duration.ofSeconds(30), 0);

    LimitExceeded spent =
        assertThrows(LimitExceeded.class, () -> consumer.export("spin").call(little));

    assertEquals(LimitExceeded.Limit.FUEL, spent.limit());
    assertEquals(5_000, spent.budget());
    assertTrue(consumer.lastUsage().fuel() >= 5_000, () -> consumer.lastUsage().toString());
  }

  @Test
  void whatTheOtherBurnsIsTheCallers() {
    Links.call(consumer, "make-get-drop", 1L);

    assertTrue(provider.lastUsage().fuel() > 0);
    assertTrue(consumer.lastUsage().fuel() > provider.lastUsage().fuel());
  }

  @Test
  void eachHasMemoryOfItsOwn() {
    ComponentInstance rich =
        Links.linkerOf(provider)
            .link(Links.component("consumer"))
            .instantiate(Links.config(100 << 20));

    assertEquals(1, Links.call(rich, "grow", 10L));
    assertEquals(-1, Links.call(rich, "grow", 10L));
  }

  @Test
  void whatIsClosedCannotBeCalled() {
    provider.close();

    Trap trap = assertThrows(Trap.class, () -> Links.call(consumer, "make-get-drop", 1L));
    assertTrue(trap.getMessage().contains("is closed"), trap.getMessage());
    assertThrows(IllegalStateException.class, provider::exports);
  }

  @Test
  void closingTheCallerLeavesTheOther() {
    Links.call(consumer, "keep", Links.things(provider, "make", 4L));
    consumer.close();

    assertEquals(5L, Links.things(provider, "consume", Links.things(provider, "make", 5L)));
    assertEquals(1L, Links.things(provider, "drops"));
  }

  @Test
  void whatAnotherThreadUsesCannotBeCalled() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ComponentInstance busy =
        Links.provider(
            (call, arguments) -> {
              held.countDown();
              await(release);
              return null;
            });
    Thread holder = new Thread(() -> Links.call(busy, "hold"), "holder");
    holder.start();
    held.await();

    Trap trap =
        assertThrows(Trap.class, () -> Links.call(Links.consumer(busy), "make-get-drop", 1L));
    release.countDown();
    holder.join();

    assertTrue(trap.getMessage().contains("in use by thread 'holder'"), trap.getMessage());
    assertEquals(0L, Links.things(busy, "drops"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatTheCallerCalledFromWithinCannotBeCalledAgain() {
    ComponentInstance[] caller = new ComponentInstance[1];
    ComponentInstance recursive =
        Links.provider((call, arguments) -> Links.call(caller[0], "make-get-drop", 1L));
    caller[0] = Links.consumer(recursive);

    Trap trap = assertThrows(Trap.class, () -> Links.call(recursive, "hold"));
    assertTrue(trap.getMessage().contains("cannot enter component instance"), trap.getMessage());
  }

  @Test
  void instancesOfOneComponentHaveResourcesOfTheirOwn() {
    Linker linker =
        Links.linker()
            .define("one", provider.exports().get(Links.THINGS))
            .define("two", Links.provider().exports().get(Links.THINGS));
    Component wants = Links.component("one-resource-in-two-instances");

    UnlinkableComponent refused = assertThrows(UnlinkableComponent.class, () -> linker.link(wants));

    assertTrue(refused.getMessage().contains("not the same"), refused.getMessage());
    Links.linker()
        .define("one", provider.exports().get(Links.THINGS))
        .define("two", consumer.exports().get("things"))
        .link(wants);
  }

  @Test
  void anOpaqueResourceIsOneOfItsOwnOutside() {
    ComponentInstance opaque = Links.start(Links.linker(), "opaque-resource");
    Linker linker = Links.linkerOf(opaque);

    assertEquals(6L, Links.call(opaque, "take", Links.call(opaque, "make", 6L)));
    linker.link(Links.component("wants-again-equal"));
    assertThrows(
        UnlinkableComponent.class, () -> linker.link(Links.component("wants-opaque-equal")));
  }

  @Test
  void exportsAreInOrderAndCannotBeChanged() {
    Map<String, ExternValue> exports = provider.exports();

    assertEquals(Links.THINGS, exports.keySet().iterator().next());
    assertEquals(
        Links.component("provider").exports().keySet().stream().toList(),
        exports.keySet().stream().toList());
    assertThrows(UnsupportedOperationException.class, exports::clear);
  }
}

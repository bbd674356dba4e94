package dev.witloof.component;

import static dev.witloof.component.AbiGuest.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Trap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What threads may share, and what a misused instance says. */
class ConfinementTest {
  private static final int THREADS = 4;

  /** Runs the same in several threads that start together. */
  private static <T> List<T> together(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static LinkedComponent link(Component component, Map<String, HostFunction> replaced) {
    Map<String, HostFunction> functions = new HashMap<>(AbiGuest.things().functions());
    functions.putAll(replaced);
    return new Linker(Engines.create(Engine.Mode.COMPILER), AbiGuest.world())
        .define(new HostInterface(AbiGuest.THINGS, functions, AbiGuest.things().resources()))
        .link(component);
  }

  @Test
  void threadsLinkOneComponent() throws Exception {
    Component component = Component.read(AbiGuest.fixture("guest"));
    List<Object> sums =
        together(
            () -> {
              LinkedComponent linked = link(component, Map.of());
              try (ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()))) {
                return instance.export("add").call(LIMITS, 1, 2);
              }
            });
    assertEquals(List.of(3, 3, 3, 3), sums);
  }

  @Test
  void threadsInstantiateAndCallOneLinkedComponent() throws Exception {
    LinkedComponent linked = AbiGuest.link("guest");
    List<Long> dropped =
        together(
            () -> {
              Seen seen = new Seen();
              for (long n = 0; n < 50; n++) {
                try (ComponentInstance instance = linked.instantiate(AbiGuest.config(seen))) {
                  assertEquals(n, instance.export("use-thing").call(LIMITS, n));
                  assertEquals("hö", instance.export("echo").call(LIMITS));
                  GuestResource made = (GuestResource) instance.export("make").call(LIMITS, 7L);
                  assertEquals(7L, instance.export("rep-of-own").call(LIMITS, made));
                }
              }
              return (long) seen.dropped.size();
            });
    assertEquals(List.of(50L, 50L, 50L, 50L), dropped, "each thread saw its own things only");
  }

  @Test
  void anInstanceMayMoveToAnotherThreadBetweenCalls() throws Exception {
    try (ComponentInstance instance = AbiGuest.instance()) {
      GuestResource made = (GuestResource) instance.export("make").call(LIMITS, 7L);
      ExecutorService other = Executors.newSingleThreadExecutor();
      try {
        assertEquals(
            7L, other.submit(() -> instance.export("rep-of-borrow").call(LIMITS, made)).get());
      } finally {
        other.shutdownNow();
      }
    }
  }

  @Test
  void aSecondThreadIsToldWhoIsInside() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayLeave = new CountDownLatch(1);
    HostFunction blocks =
        (call, arguments) -> {
          inside.countDown();
          try {
            mayLeave.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return null;
        };
    LinkedComponent linked =
        link(Component.read(AbiGuest.fixture("guest")), Map.of("fail", blocks));
    ExecutorService first =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "the first thread"));
    try (ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()))) {
      GuestResource made = (GuestResource) instance.export("make").call(LIMITS, 7L);
      Future<?> running = first.submit(() -> instance.export("call-fail").call(LIMITS));
      inside.await();
      String message =
          "the component instance is in use by thread 'the first thread'; one thread at a time"
              + " may enter it: give each thread an instance of its own";
      refused(message, () -> instance.export("add").call(LIMITS, 1, 2));
      refused(message, () -> made.drop(LIMITS));
      refused(message, instance::close);
      mayLeave.countDown();
      running.get();
      assertEquals(7L, instance.export("rep-of-own").call(LIMITS, made), "no harm was done");
    } finally {
      first.shutdownNow();
    }
  }

  @Test
  void aHostFunctionIsToldNotToComeBack() {
    ComponentInstance[] self = new ComponentInstance[1];
    List<String> said = new ArrayList<>();
    HostFunction comesBack =
        (call, arguments) -> {
          said.add(
              String.valueOf(
                  assertThrows(
                          IllegalStateException.class,
                          () -> self[0].export("add").call(LIMITS, 1, 2))
                      .getMessage()));
          said.add(
              String.valueOf(
                  assertThrows(IllegalStateException.class, () -> self[0].close()).getMessage()));
          return null;
        };
    LinkedComponent linked =
        link(Component.read(AbiGuest.fixture("guest")), Map.of("fail", comesBack));
    try (ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()))) {
      self[0] = instance;
      instance.export("call-fail").call(LIMITS);
      String message =
          "the component instance is running a call of this thread; a host function cannot enter"
              + " the instance that called it: let it return first, or use another instance";
      assertEquals(List.of(message, message), said);
      assertEquals(3, instance.export("add").call(LIMITS, 1, 2), "no harm was done");
    }
  }

  @Test
  void afterATrapTheFirstFailureIsTold() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      GuestResource made = (GuestResource) instance.export("make").call(LIMITS, 7L);
      Trap trap = assertThrows(Trap.class, () -> instance.export("trap").call(LIMITS));
      String message =
          "the component instance failed before and cannot be used any more; close it and"
              + " instantiate the LinkedComponent again; the failure was: "
              + trap;
      IllegalStateException after =
          refused(message, () -> instance.export("add").call(LIMITS, 1, 2));
      assertEquals(trap, after.getCause());
      refused(message, () -> made.drop(LIMITS));
    }
  }

  @Test
  void afterCloseItSaysSo() {
    ComponentInstance instance = AbiGuest.instance();
    ComponentFunction add = instance.export("add");
    instance.close();
    refused(
        "the component instance is closed; instantiate the LinkedComponent again",
        () -> add.call(LIMITS, 1, 2));
  }

  @Test
  void aHandleIsOfUseOnlyToItsInstance() {
    try (ComponentInstance one = AbiGuest.instance();
        ComponentInstance other = AbiGuest.instance()) {
      GuestResource resource = (GuestResource) one.export("make").call(LIMITS, 7L);
      IllegalArgumentException foreign =
          assertThrows(
              IllegalArgumentException.class,
              () -> other.export("rep-of-own").call(LIMITS, resource));
      assertEquals(
          "parameter r: expected a handle to resource res of this instance, got resource res of"
              + " another type or instance; a handle is of use only to the instance that gave it",
          foreign.getMessage());
      assertEquals(7L, one.export("rep-of-own").call(LIMITS, resource), "it was not given away");
    }
  }

  @Test
  void whatIsNoHandleIsNamed() {
    try (ComponentInstance instance = AbiGuest.instance()) {
      IllegalArgumentException text =
          assertThrows(
              IllegalArgumentException.class,
              () -> instance.export("rep-of-own").call(LIMITS, "seven"));
      assertTrue(
          String.valueOf(text.getMessage())
              .endsWith("resource res (GuestResource), got java.lang.String"),
          text.getMessage());
    }
  }

  private static IllegalStateException refused(String message, Runnable misuse) {
    IllegalStateException refusal = assertThrows(IllegalStateException.class, misuse::run);
    assertEquals(message, refusal.getMessage());
    return refusal;
  }
}

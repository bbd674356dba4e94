package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(100);

  @Test
  void theHundredAndFirstWaitsAndTurnsComeInTheOrderOfAsking() {
    for (int i = 0; i < 100; i++) {
      assertTrue(inFlight.acquire().isDone());
    }
    List<Integer> served = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      CompletableFuture<Void> turn = inFlight.acquire();
      assertFalse(turn.isDone());
      turn.thenRun(() -> served.add(number));
    }
    for (int i = 0; i < 5; i++) {
      inFlight.release();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), served);
    assertEquals(100, inFlight.taken());
  }

  @Test
  void whoLeavesTheQueueIsPassedOver() {
    IntStream.range(0, 100).forEach(i -> inFlight.acquire());
    CompletableFuture<Void> impatient = inFlight.acquire();
    CompletableFuture<Void> patient = inFlight.acquire();
    inFlight.abandon(impatient);
    inFlight.release();
    assertTrue(patient.isDone());
    assertTrue(impatient.isCancelled());
    inFlight.abandon(patient);
    assertEquals(99, inFlight.taken());
  }

  @Test
  void placesAreNeitherLostNorMadeByManyThreadsAtOnce() throws Exception {
    InFlight few = new InFlight(3);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      boolean leaves = new Random(i).nextInt(4) == 0;
      CompletableFuture<Void> turn = few.acquire();
      if (leaves) {
        all.add(CompletableFuture.runAsync(() -> few.abandon(turn), threads));
      } else {
        all.add(
            turn.thenRunAsync(
                () -> {
                  most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                  atOnce.decrementAndGet();
                  few.release();
                },
                threads));
      }
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
    threads.shutdownNow();
    assertEquals(0, few.taken());
    assertTrue(most.get() <= 3, "at once: " + most);
  }
}

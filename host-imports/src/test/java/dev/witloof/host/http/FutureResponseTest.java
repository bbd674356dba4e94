package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.HostMemory;
import dev.witloof.host.TestCall;
import dev.witloof.host.WasiState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lookup of a name that hangs, as one does when its servers do not answer. */
class FutureResponseTest {
  private final CountDownLatch lookup = new CountDownLatch(1);
  private final CompletableFuture<Void> lookedUp = new CompletableFuture<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final TestCall call =
      new TestCall.Setup(List.of(), Optional.empty(), Duration.ofMillis(200)).open();
  private final WasiState state = call.state(WasiState.class);

  @AfterEach
  void end() {
    lookup.countDown();
    call.close();
  }

  private final class HangingLookup implements HttpTransport {
    @Override
    public void checkDestination(EgressPolicy policy, URI uri) throws HttpFailure {
      try {
        assertTrue(lookup.await(1, TimeUnit.MINUTES));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw HttpFailure.internal("interrupted");
      } finally {
        lookedUp.complete(null);
      }
    }

    @Override
    public CompletableFuture<Response> send(Request request, Runnable wakeup) {
      sent.incrementAndGet();
      return new CompletableFuture<>();
    }
  }

  private FutureResponse started() {
    assertTrue(call.usage().beginHttp(1));
    PendingRequest request =
        new PendingRequest(
            new OutgoingRequest(state.memory(), new Fields(new HostMemory())),
            URI.create("https://slow.invalid/"),
            new RequestOptions(),
            new EgressPolicy(List.of()),
            new HangingLookup(),
            call.usage());
    FutureResponse future = new FutureResponse(request, state.http(), state.wakeup());
    future.start();
    return future;
  }

  @Test
  void theGuestWaitsForItNoLongerThanItsDeadline() {
    FutureResponse future = started();
    LimitExceeded limit =
        assertThrows(LimitExceeded.class, () -> state.wakeup().await(future.ready(), call.store()));
    assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
  }

  @Test
  void itsPlaceIsTakenUntilItEndsAndNothingIsSent() throws Exception {
    FutureResponse future = started();
    assertEquals(Optional.empty(), future.get());
    future.close();
    assertEquals(1, call.usage().httpInFlight());
    assertFalse(call.usage().beginHttp(1));

    lookup.countDown();
    lookedUp.get(1, TimeUnit.MINUTES);
    long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (call.usage().httpInFlight() > 0 && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertEquals(0, call.usage().httpInFlight());
    assertEquals(0, sent.get());
  }
}

package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.Pollable;
import dev.witloof.runtime.ConnectorUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lookup of a name that hangs, as one does when its servers do not answer. */
class PendingRequestTest {
  private final CompletableFuture<Route> lookup = new CompletableFuture<>();
  private Supplier<CompletableFuture<Route>> routing = () -> lookup;
  private Supplier<CompletableFuture<HttpTransport.Response>> sending = CompletableFuture::new;
  private final AtomicInteger sent = new AtomicInteger();
  private final ConnectorUsage usage = new ConnectorUsage();
  private final GuestHttp guest = guest();

  private GuestHttp guest() {
    usage.shared(
        ConnectorHttp.class, () -> new ConnectorHttp(1, Runnable::run, HangingLookup::new));
    return GuestHttp.with(
        new TestCall.Setup(
            List.of("http://slow.invalid"), Optional.empty(), Duration.ofSeconds(2), usage));
  }

  @AfterEach
  void end() {
    guest.close();
    usage.close();
  }

  private final class HangingLookup implements HttpTransport {
    @Override
    public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
      return routing.get();
    }

    @Override
    public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
      sent.incrementAndGet();
      return sending.get();
    }

    @Override
    public void close() {
      lookup.cancel(false);
    }
  }

  private FutureResponse started() {
    return (FutureResponse) GuestHttp.ok(guest.handle(guest.request("slow.invalid", "/")));
  }

  @Test
  void theGuestWaitsForItNoLongerThanItsDeadline() {
    Pollable ready = started().ready();
    LimitExceeded limit = assertThrows(LimitExceeded.class, () -> ready.block(guest.host()));
    assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
  }

  @Test
  void itsPlaceIsTakenUntilItEndsAndNothingIsSent() {
    FutureResponse future = started();
    assertEquals(Optional.empty(), future.get());
    future.close();
    assertEquals(1, guest.inFlight());

    lookup.complete(
        new Route(new Target("GET", "http", "slow.invalid", 80, "/"), List.of(), Optional.empty()));
    assertEquals(0, guest.leftInFlight());
    assertEquals(0, sent.get());
    assertEquals(List.of(), guest.host().events());
  }

  @Test
  void whoLeavesTheQueueTakesNoPlace() {
    FutureResponse first = started();
    FutureResponse second = started();
    FutureResponse third = started();
    second.close();
    first.close();
    lookup.completeExceptionally(HttpFailure.dns("slow.invalid"));
    // The third had its turn, and its lookup has failed: that is its answer.
    assertEquals(1, guest.inFlight());
    third.get().orElseThrow();
    assertEquals(0, guest.leftInFlight());
  }

  @Test
  void aLookupThatCannotEvenBeginGivesItsPlaceBack() {
    for (Throwable broken :
        List.of(
            new IllegalStateException("broken"),
            new OutOfMemoryError("no thread"),
            new StackOverflowError(),
            new LinkageError("broken"))) {
      routing =
          () -> {
            if (broken instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) broken;
          };
      Object failed = started().get().map(GuestHttp::ok).orElseThrow();
      assertEquals("internal-error", GuestHttp.error(failed).label());
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void anErrorWhileItIsSentIsItsAnswer() {
    sending =
        () -> {
          throw new LinkageError("broken");
        };
    lookup.complete(
        new Route(new Target("GET", "http", "slow.invalid", 80, "/"), List.of(), Optional.empty()));
    Object failed = started().get().map(GuestHttp::ok).orElseThrow();
    assertEquals("internal-error", GuestHttp.error(failed).label());
    assertEquals(0, guest.leftInFlight());
  }

  @Test
  void anErrorOfAListenerIsItsAnswer() {
    lookup.complete(
        new Route(new Target("GET", "http", "slow.invalid", 80, "/"), List.of(), Optional.empty()));
    try (GuestHttp heard =
        GuestHttp.heardBy(
            event -> {
              throw new LinkageError("broken");
            },
            new HangingLookup(),
            "http://slow.invalid")) {
      Object failed =
          ((FutureResponse) GuestHttp.ok(heard.handle(heard.request("slow.invalid", "/"))))
              .get()
              .map(GuestHttp::ok)
              .orElseThrow();
      assertEquals("HTTP-request-denied", GuestHttp.error(failed).label());
      assertEquals(0, sent.get());
      assertEquals(0, heard.leftInFlight());
    }
  }

  @Test
  void whatIsGivenUpWhileTheListenerHearsOfItIsNotSent() {
    AtomicReference<FutureResponse> started = new AtomicReference<>();
    try (GuestHttp heard =
        GuestHttp.heardBy(
            event -> started.get().close(), new HangingLookup(), "http://slow.invalid")) {
      started.set((FutureResponse) GuestHttp.ok(heard.handle(heard.request("slow.invalid", "/"))));
      lookup.complete(
          new Route(
              new Target("GET", "http", "slow.invalid", 80, "/"), List.of(), Optional.empty()));
      assertEquals(0, sent.get());
      assertEquals(0, heard.leftInFlight());
    }
  }
}

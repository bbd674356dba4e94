package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.TestCall;
import dev.witloof.host.io.InputStream;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.http.Fault;
import dev.witloof.runtime.http.Faults;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault, as a guest meets it, between it and a real server. */
class FaultyTransportTest {
  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String authority;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
          byte[] answer = utf8("answer to " + exchange.getRequestURI());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    authority = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private <T> T with(HttpMode mode, Function<GuestHttp, T> use) {
    try (ConnectorUsage usage = new ConnectorUsage();
        GuestHttp guest =
            GuestHttp.with(
                new TestCall.Setup(
                    List.of("http://" + authority),
                    Optional.of(mode),
                    Duration.ofSeconds(20),
                    usage))) {
      return use.apply(guest);
    }
  }

  private <T> T with(Faults faults, Function<GuestHttp, T> use) {
    return with(HttpMode.LIVE.with(faults), use);
  }

  private static Faults always(Fault fault) {
    return Faults.NONE.always(fault);
  }

  private Object get(GuestHttp guest, String path) {
    return guest.awaited(guest.handle(guest.request(authority, path)));
  }

  private String text(GuestHttp guest, String path) {
    return guest.text((IncomingResponse) ok(get(guest, path)));
  }

  private int status(GuestHttp guest, String path) {
    IncomingResponse response = (IncomingResponse) ok(get(guest, path));
    // Its place in flight comes back when it is read.
    guest.body(response);
    return response.status();
  }

  @Test
  void aStormOfStatusesPasses() {
    Faults storm = Faults.NONE.first(2, new Fault.Answer(503, Map.of("Retry-After", "7"), "no"));
    assertEquals(
        List.of(503, 503, 200),
        with(
            storm,
            guest -> List.of(status(guest, "/1"), status(guest, "/2"), status(guest, "/3"))));
    assertEquals(List.of("/3 "), asked);
    assertEquals(
        "7 no",
        with(
            storm,
            guest -> {
              IncomingResponse response = (IncomingResponse) ok(get(guest, "/"));
              return new String(response.headers().get("retry-after").get(0))
                  + " "
                  + guest.text(response);
            }));
  }

  @Test
  void aTimeoutAndACloseAreFailuresOfTheRequest() {
    assertEquals(
        "HTTP-response-timeout",
        with(always(new Fault.Timeout()), guest -> error(get(guest, "/"))).label());
    assertEquals(
        "connection-terminated",
        with(always(new Fault.Close()), guest -> error(get(guest, "/"))).label());
    assertEquals(List.of(), asked);
  }

  /** What is read of a body until its end, and how that is. */
  private String readToEnd(GuestHttp guest, String path) {
    InputStream stream = guest.stream(ok(get(guest, path)));
    StringBuilder read = new StringBuilder();
    while (true) {
      Object part = guest.read(stream);
      if (part instanceof ResultValue.Err) {
        VariantValue end = error(part);
        return read + " " + end.label();
      }
      read.append(new String((byte[]) ok(part), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aResetComesWithinTheBody() {
    assertEquals(
        "answ last-operation-failed",
        with(always(new Fault.Reset(4)), guest -> readToEnd(guest, "/")));
    assertEquals(
        "answer to / last-operation-failed",
        with(always(new Fault.Reset(1_000)), guest -> readToEnd(guest, "/")));
  }

  @Test
  void aTruncatedBodyEndsAsIfThatWereAll() {
    assertEquals("answ closed", with(always(new Fault.Truncate(4)), g -> readToEnd(g, "/")));
    assertEquals(" closed", with(always(new Fault.Truncate(0)), g -> readToEnd(g, "/")));
    assertEquals(
        List.of(),
        with(
            always(new Fault.Truncate(4)),
            guest -> ((IncomingResponse) ok(get(guest, "/"))).headers().get("content-length")));
  }

  @Test
  void aDrippingBodyComesInSmallParts() {
    List<Integer> parts =
        with(
            always(new Fault.Drip(3, Duration.ofMillis(2))),
            guest -> {
              InputStream stream = guest.stream(ok(get(guest, "/")));
              List<Integer> lengths = new ArrayList<>();
              for (Object part = guest.read(stream);
                  part instanceof ResultValue.Ok;
                  part = guest.read(stream)) {
                lengths.add(((byte[]) ok(part)).length);
              }
              return lengths;
            });
    assertEquals(List.of(3, 3, 3, 2), parts);
  }

  @Test
  void latencyDelaysTheAnswer() {
    Duration delay = Duration.ofMillis(50);
    long start = System.nanoTime();
    int status = with(always(new Fault.Latency(delay, delay)), guest -> status(guest, "/"));
    assertEquals(200, status);
    assertTrue(System.nanoTime() - start >= delay.toNanos(), "it came too early");
  }

  @Test
  void aRequestIsDeliveredTwice() {
    Object answered =
        with(
            always(new Fault.DuplicateRequest()),
            guest -> {
              OutgoingRequest request = guest.request(authority, "/twice");
              ok(
                  guest.types(
                      "[method]outgoing-request.set-method", request, VariantValue.of("post")));
              OutgoingBody body = guest.outgoingBody(request);
              Object handled = guest.handle(request);
              ok(guest.write(guest.writer(body), utf8("once")));
              ok(guest.finish(body));
              return guest.text((IncomingResponse) ok(guest.awaited(handled)));
            });
    assertEquals("answer to /twice", answered);
    assertEquals(List.of("/twice once", "/twice once"), asked);
  }

  @Test
  void anAnswerIsGivenTwice() {
    assertEquals(
        List.of("answer to /1", "answer to /1", "answer to /3"),
        with(
            Faults.NONE.first(2, new Fault.DuplicateResponse()),
            guest -> List.of(text(guest, "/1"), text(guest, "/2"), text(guest, "/3"))));
    assertEquals(List.of("/1 ", "/3 "), asked);
  }

  @Test
  void faultsBefallACassetteTooAndAreNotRecorded() throws IOException {
    Path cassette = folder.resolve("c.json");
    Faults second = Faults.NONE.at(2, Fault.status(500));
    assertEquals(
        List.of(200, 500, 200),
        with(
            HttpMode.record(cassette).with(second),
            guest -> List.of(status(guest, "/1"), status(guest, "/2"), status(guest, "/3"))));
    assertTrue(!Files.readString(cassette).contains("500"), Files.readString(cassette));
    assertEquals(
        List.of(200, 500, 200),
        with(
            HttpMode.replay(cassette).with(second),
            guest -> List.of(status(guest, "/1"), status(guest, "/gone"), status(guest, "/3"))));
  }

  /** Answers when it is told to, and says what became of the answers. */
  private static final class Slow implements HttpTransport {
    private final List<CompletableFuture<Response>> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
      CompletableFuture<Response> answer = new CompletableFuture<>();
      sent.add(answer);
      return answer;
    }

    void answer(int number) {
      ResponseBody empty = new WholeBody(new byte[0], List.of(), Optional.empty());
      sent.get(number)
          .complete(
              new Response(
                  200,
                  List.of(),
                  new HeardBody(
                      empty,
                      (read, end) -> {
                        closed.countDown();
                        return Optional.empty();
                      })));
    }

    CompletableFuture<Response> sentWith(FaultyTransport faulty) {
      Target target = new Target("GET", "http", "h", 80, "/");
      return faulty.send(
          new Request(
              target,
              List.of(),
              Optional.empty(),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Redactor.none()),
          new Route(target, List.of(), Optional.empty()),
          () -> {});
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @Test
  void theFirstAndTheSecondDeliveryAreGivenUpWithTheRequest() {
    for (int answered = 0; answered < 2; answered++) {
      Slow slow = new Slow();
      try (FaultyTransport faulty =
          new FaultyTransport(slow, always(new Fault.DuplicateRequest()))) {
        CompletableFuture<HttpTransport.Response> result = slow.sentWith(faulty);
        if (answered == 1) {
          slow.answer(0);
        }
        result.cancel(false);
        assertEquals(answered + 1, slow.sent.size());
        assertTrue(slow.sent.get(answered).isCancelled(), "it goes on");
      }
    }
  }

  @Test
  void anAnswerThatIsGivenUpInItsDelayIsClosed() throws InterruptedException {
    Duration delay = Duration.ofMillis(50);
    Slow slow = new Slow();
    try (FaultyTransport faulty =
        new FaultyTransport(slow, always(new Fault.Latency(delay, delay)))) {
      CompletableFuture<HttpTransport.Response> result = slow.sentWith(faulty);
      slow.answer(0);
      result.cancel(false);
      assertTrue(slow.closed.await(20, TimeUnit.SECONDS), "it is open");
    }
  }

  @Test
  void aRequestThatIsGivenUpInItsDelayIsGivenUp() {
    Duration hour = Duration.ofHours(1);
    int inFlight =
        with(
            always(new Fault.Latency(hour, hour)),
            guest -> {
              Object future = ok(guest.handle(guest.request(authority, "/")));
              guest.types("[method]future-incoming-response.get", future);
              ((FutureResponse) future).dropped();
              return guest.leftInFlight();
            });
    assertEquals(0, inFlight);
  }
}

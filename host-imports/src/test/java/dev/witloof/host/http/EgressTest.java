package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts of guests to reach what they were not granted, and what the operator hears of them. */
class EgressTest {
  private final Names names = new Names();

  private GuestHttp guest(String... rules) throws Exception {
    return GuestHttp.over(
        new LiveTransport(new Routes(names, () -> null), SSLContext.getDefault(), 10), 10, rules);
  }

  /** A server that answers anything, and must not be asked. */
  private static ScriptedServer inside() throws Exception {
    return ScriptedServer.plain(
        peer -> {
          peer.head();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
          peer.drain();
        });
  }

  @Test
  void aNameThatChangesBetweenLookupsIsCheckedEachTimeAndLookedUpOnce() throws Exception {
    names
        .with("rebind.test", "203.0.114.1", "127.0.0.1")
        .with("rebind.test", "127.0.0.1")
        .with("rebind.test", "::1");
    try (ScriptedServer server = inside();
        GuestHttp guest = guest("http://rebind.test:*")) {
      for (int i = 1; i <= 3; i++) {
        OutgoingRequest request = guest.request("rebind.test:" + server.port(), "/");
        VariantValue refused = error(guest.awaited(guest.handle(request)));
        assertEquals("destination-IP-prohibited", refused.label());
        assertEquals(i, names.asked().size());
      }
      assertEquals(0, server.connections());
      assertEquals(0, guest.leftInFlight());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fd00:ec2::254",
        "fe80::1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::"
      })
  void aNameThatLeadsInsideIsRefused(String address) throws Exception {
    names.with("inside.test", address);
    try (GuestHttp guest = guest("http://inside.test")) {
      VariantValue refused = error(guest.awaited(guest.handle(guest.request("inside.test", "/"))));
      assertEquals("destination-IP-prohibited", refused.label());
    }
  }

  @Test
  void aRedirectInsideIsARequestLikeAnyOther() throws Exception {
    try (ScriptedServer secret = inside();
        ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  peer.head();
                  peer.write(
                      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                          + secret.port()
                          + "/\r\nContent-Length: 0\r\n\r\n");
                  peer.drain();
                });
        GuestHttp guest = guest("http://127.0.0.1:" + server.port())) {
      assertEquals(302, guest.response(server.authority(), "/").status());
      assertEquals(
          "HTTP-request-denied",
          error(guest.handle(guest.request(secret.authority(), "/"))).label());
      assertEquals(0, secret.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "a..test",
        "granted.test:0",
        "granted.test:65536"
      })
  void anEncodedHostIsRefused(String host) throws Exception {
    try (GuestHttp guest = guest("http://granted.test:*", "http://127.0.0.1:*")) {
      OutgoingRequest request = guest.request("granted.test", "/");
      ok(guest.types("[method]outgoing-request.set-authority", request, Optional.of(host)));
      assertEquals("HTTP-request-URI-invalid", error(guest.handle(request)).label());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "granted.test@127.0.0.1",
        "granted.test:80@127.0.0.1",
        "127.0.0.1#granted.test",
        "127.0.0.1/granted.test",
        "127.0.0.1\\granted.test",
        "127.0.0.1%00granted.test",
        "[fe80::1%eth0]",
        "１２７.0.0.1",
        "granted。test",
        "granted.test ",
        "granted.test\r\nHost: evil"
      })
  void anAuthorityWithMoreThanAHostIsNotEvenTaken(String authority) throws Exception {
    try (GuestHttp guest = guest("http://granted.test:*")) {
      OutgoingRequest request = guest.request("granted.test", "/");
      assertInstanceOf(
          ResultValue.Err.class,
          guest.types("[method]outgoing-request.set-authority", request, Optional.of(authority)));
    }
  }

  @Test
  void aFinalDotAndCapitalsAreTheSameHost() throws Exception {
    names.with("granted.test", "10.0.0.1");
    try (GuestHttp guest = guest("http://granted.test")) {
      // It passes the rules, and is refused by its address only.
      VariantValue refused =
          error(guest.awaited(guest.handle(guest.request("GRANTED.test.", "/"))));
      assertEquals("destination-IP-prohibited", refused.label());
      assertEquals(List.of("granted.test"), names.asked());
    }
  }

  @Test
  void everyDecisionIsToldAndHowItEnded() throws Exception {
    names.with("inside.test", "10.0.0.1").with("localhost", "127.0.0.1");
    try (ScriptedServer server = inside();
        GuestHttp guest = guest("http://inside.test", "http://localhost:*/open")) {
      String authority = "localhost:" + server.port();
      assertEquals("secret", guest.text(guest.response(authority, "/open?token=s3cret")));
      error(guest.handle(guest.request(authority, "/closed?token=s3cret")));
      error(guest.awaited(guest.handle(guest.request("inside.test", "/"))));
      error(guest.awaited(guest.handle(guest.request("localhost:" + unusedPort(), "/open"))));

      List<EgressDecided> decided = of(guest.host(), EgressDecided.class);
      assertEquals(4, decided.size());
      EgressDecided first = decided.get(0);
      assertEquals("GET", first.method());
      assertEquals("http", first.scheme());
      assertEquals("localhost", first.host());
      assertEquals(server.port(), first.port());
      assertEquals(Optional.of("127.0.0.1"), first.address());
      assertEquals(Optional.empty(), first.refusal());
      assertTrue(decided.get(1).refusal().orElseThrow().contains("is not granted"));
      assertTrue(decided.get(2).refusal().orElseThrow().contains("10.0.0.1"));
      assertEquals(Optional.empty(), decided.get(3).refusal());
      List<HttpEnded> ended = of(guest.host(), HttpEnded.class);
      assertEquals(2, ended.size());
      assertEquals(OptionalInt.of(200), ended.get(0).status());
      assertEquals(Optional.of("connection-refused"), ended.get(1).failure());
      assertTrue(guest.host().events().stream().noneMatch(e -> e.toString().contains("s3cret")));
      assertTrue(guest.host().lines().stream().noneMatch(l -> l.toString().contains("s3cret")));
    }
  }

  @Test
  void eventsArePartOfTheCallThatMadeTheRequest() throws Exception {
    ContextKey<String> key = ContextKey.named("call");
    List<String> heard = new CopyOnWriteArrayList<>();
    names.with("localhost", "127.0.0.1");
    LiveTransport transport =
        new LiveTransport(new Routes(names, () -> null), SSLContext.getDefault(), 10);
    try (ScriptedServer server = inside();
        GuestHttp guest =
            GuestHttp.heardBy(
                event -> heard.add(String.valueOf(Context.current().get(key))),
                transport,
                "http://localhost:*")) {
      Context.current()
          .with(key, "next")
          .wrap(() -> guest.text(guest.response("localhost:" + server.port(), "/")))
          .call();
      assertEquals(List.of("next", "next"), heard);
    }
  }

  @Test
  void whatMustBeHeardAndIsNotIsNotSent() throws Exception {
    names.with("localhost", "127.0.0.1");
    LiveTransport transport =
        new LiveTransport(new Routes(names, () -> null), SSLContext.getDefault(), 10);
    try (ScriptedServer server = inside();
        GuestHttp guest =
            GuestHttp.heardBy(
                event -> {
                  throw new IllegalStateException("the disk is full");
                },
                transport,
                "http://localhost:*")) {
      OutgoingRequest request = guest.request("localhost:" + server.port(), "/");
      assertEquals("HTTP-request-denied", error(guest.awaited(guest.handle(request))).label());
      assertEquals(0, server.connections());
      assertEquals(0, guest.leftInFlight());
    }
  }

  /** Requests are told on threads of the host, where a user may hold up nobody but the guest. */
  @Test
  void aListenerThatBlocksHoldsItsRequestUpAndTheDeadlineEndsTheCall() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (ScriptedServer server = inside();
        GuestHttp quiet = GuestHttp.granted("http://127.0.0.1:*");
        GuestHttp guest = quiet.heardBy(event -> awaitUninterruptibly(held))) {
      Object handled = guest.handle(guest.request(server.authority(), "/"));
      guest.host().next(Duration.ofMillis(300));
      LimitExceeded late = assertThrows(LimitExceeded.class, () -> guest.awaited(handled));
      assertEquals(LimitExceeded.Limit.DEADLINE, late.limit());
      assertEquals(0, server.connections());
      held.countDown();
    } finally {
      held.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static <T extends ConnectorEvent> List<T> of(TestCall host, Class<T> type) {
    return host.events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aHeaderThatHasBegunEndsAtTheFirstByteTimeout() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.plain(
                peer -> {
                  peer.head();
                  peer.write("HTTP/1.1 200 OK\r\nX: ");
                  peer.drain();
                });
        GuestHttp guest = GuestHttp.granted("http://127.0.0.1:*")) {
      Object handled =
          guest.handle(
              guest.request(server.authority(), "/"), "first-byte-timeout", Duration.ofMillis(300));
      String label = error(guest.awaited(handled)).label();
      assertEquals("HTTP-response-timeout", label);
      server.awaitEnd();
      assertEquals(0, guest.leftInFlight());
    }
  }

  @Test
  void oneConnectorsRequestsDoNotHoldUpAnothers() throws Exception {
    try (ScriptedServer silent = ScriptedServer.plain(ScriptedServer.Peer::drain);
        ScriptedServer server = inside();
        GuestHttp greedy = GuestHttp.granted("http://127.0.0.1:*");
        GuestHttp modest =
            GuestHttp.with(
                new TestCall.Setup(
                    List.of("http://127.0.0.1:*"),
                    Optional.empty(),
                    Duration.ofSeconds(20),
                    new ConnectorUsage()))) {
      for (int i = 0; i < 50; i++) {
        ok(greedy.handle(greedy.request(silent.authority(), "/")));
      }
      assertEquals("secret", modest.text(modest.response(server.authority(), "/")));
      assertEquals(2, greedy.inFlight());
    }
  }
}

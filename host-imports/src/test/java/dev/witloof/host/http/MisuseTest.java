package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.HostInterface;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.TestCall;
import dev.witloof.host.WasiHostImports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Guests that call the functions of wasi:http and wasi:io in any order, on whatever handles they
 * have. Each call gives a result, an error or a trap, and in the end nothing is left.
 */
class MisuseTest {
  private static final int STEPS = 3_000;

  /** After which it waits no longer. */
  private static final int MOST_IN_VAIN = 10;

  private static final List<HostInterface> INTERFACES =
      new WasiHostImports()
          .interfaces().stream().filter(each -> each.name().matches("wasi:(http|io)/.*")).toList();

  /** Nothing ever gives a handle for these, or they trap. */
  private static final Pattern FOR_SERVERS =
      Pattern.compile("incoming-request|outgoing-response|response-outparam");

  /** Orders that are tried, and those that are tried if chance has left a function out by then. */
  private static final int ORDERS = 20;

  private static final int MOST_ORDERS = 200;

  private ScriptedServer server;
  private int vain;

  /** Well, badly, or not at all, by turns. */
  private static void answer(ScriptedServer.Peer peer) throws IOException {
    String head = peer.head();
    while (!head.isEmpty()) {
      if (head.contains(" /good")) {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
      } else if (head.contains(" /trailers")) {
        peer.write(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-T: t\r\n\r\n");
      } else if (head.contains(" /bad")) {
        peer.write("HTTP/1.1 wrong\r\n\r\n");
      } else if (head.contains(" /cut")) {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
        return;
      } else if (head.contains(" /refused")) {
        peer.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      } else {
        peer.drain();
      }
      head = peer.head();
    }
  }

  /** Of what a guest can call, nothing is left out. */
  @Test
  @Timeout(600)
  void anyOrderEndsInResultsErrorsOrTraps() throws Exception {
    Set<String> unused = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    for (int seed = 1; seed <= ORDERS || seed <= MOST_ORDERS && !unused.isEmpty(); seed++) {
      server = ScriptedServer.plain(MisuseTest::answer);
      AnyGuest guest;
      try {
        guest = callAnything(seed);
      } finally {
        server.close();
      }
      unused.addAll(guest.functions());
      used.addAll(guest.used());
      unused.removeAll(used);
    }
    assertEquals(Set.of(), unused, "functions that were never called");
  }

  private AnyGuest callAnything(long seed) throws Exception {
    vain = 0;
    Random random = new Random(seed);
    TestCall call =
        new TestCall.Setup(List.of("http://127.0.0.1:*"), Optional.empty(), Duration.ofSeconds(10))
            .open();
    AnyGuest guest = new AnyGuest(call, random, INTERFACES, FOR_SERVERS, texts());
    for (int i = 0; i < STEPS; i++) {
      if (random.nextInt(2) == 0) {
        guest.any(OutgoingRequest.class).ifPresent(request -> direct(request, random));
      }
      if (random.nextInt(10) == 0) {
        guest.any(FutureResponse.class).ifPresent(future -> await(guest, future, call));
      }
      guest.step();
    }
    guest.close();
    call.close();
    assertEquals(
        0,
        RequestsInFlight.left(ConnectorHttp.of(call.environment()).inFlight()),
        "places, seed " + seed);
    assertEquals(0, call.memoryUsed(), "bytes, seed " + seed);
    call.environment().usage().close();
    for (int i = server.connections(); i > 0; i--) {
      server.awaitEnd();
    }
    guest
        .endings()
        .keySet()
        .forEach(ending -> assertTrue(isClean(ending), ending + ", seed " + seed));
    return guest;
  }

  /** Waits for a response; if there is none, then perhaps for want of places. */
  private void await(AnyGuest guest, FutureResponse future, TestCall call) {
    call.next(Duration.ofMillis(vain < MOST_IN_VAIN ? 500 : 1));
    try {
      future.ready().block(call);
    } catch (LimitExceeded silent) {
      assertEquals(LimitExceeded.Limit.DEADLINE, silent.limit());
      vain++;
      guest.dropAll(FutureResponse.class);
      guest.dropAll(IncomingResponse.class);
    }
  }

  /** A limit, or what was done wrong. */
  private static boolean isClean(String ending) {
    return ending.matches("[A-Z_]+") || ending.startsWith("wasi:");
  }

  private List<String> texts() {
    return List.of(
        "",
        "x-a",
        "Host",
        "content-length",
        "b c",
        "7",
        "/good",
        "/cut",
        "/silent",
        server.authority(),
        "127.0.0.1:1",
        "elsewhere.test",
        "\u0000",
        "\ud83d\ude00");
  }

  /** To where something comes of it. */
  private void direct(OutgoingRequest request, Random random) {
    List<String> paths =
        List.of("/good", "/trailers", "/bad", "/cut", "/refused", "/good", "/trailers");
    request.setScheme(Optional.of(VariantValue.of("HTTP")));
    request.setMethod(VariantValue.of(List.of("get", "post", "put").get(random.nextInt(3))));
    request.setAuthority(Optional.of(server.authority()));
    request.setPathWithQuery(Optional.of(paths.get(random.nextInt(paths.size()))));
  }
}

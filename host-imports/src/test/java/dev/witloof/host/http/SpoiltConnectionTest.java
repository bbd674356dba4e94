package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.host.http.ScriptedServer.Peer;
import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections that a server closes just when they are used again: it reads the second request on
 * each and closes without an answer.
 */
class SpoiltConnectionTest {
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private LiveTransport transport;
  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    transport =
        new LiveTransport(
            new Routes(new Names(), ProxySelector::getDefault), SSLContext.getDefault(), 10);
    server = ScriptedServer.plain(this::answerOne);
  }

  @AfterEach
  void stop() throws Exception {
    transport.close();
    server.close();
  }

  private void answerOne(Peer peer) throws IOException {
    seen.add(firstLine(peer.head()));
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    seen.add(firstLine(peer.head()));
  }

  private static String firstLine(String head) {
    return head.lines().findFirst().orElse("");
  }

  private int status(String method, Optional<OutgoingBody> body) {
    Target target = new Target(method, "http", "127.0.0.1", server.port(), "/");
    HttpTransport.Request request =
        new HttpTransport.Request(
            target,
            List.of(),
            body,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Redactor.none());
    CompletableFuture<HttpTransport.Response> sent =
        transport
            .route(target, true)
            .thenCompose(route -> transport.send(request, route, () -> {}));
    return sent.orTimeout(1, TimeUnit.MINUTES).join().status();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void aRequestThatChangesNothingIsSentAgainOnANewConnection(String method) {
    assertEquals(200, status("GET", Optional.empty()));
    assertEquals(200, status(method, Optional.empty()));
    String again = method + " / HTTP/1.1";
    assertEquals(List.of("GET / HTTP/1.1", again, again), seen);
    assertEquals(2, server.connections());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "get"})
  void anyOtherIsNotForTheServerMayHaveDoneIt(String method) {
    assertEquals(200, status("GET", Optional.empty()));
    assertThrows(CompletionException.class, () -> status(method, Optional.empty()));
    assertEquals(List.of("GET / HTTP/1.1", method + " / HTTP/1.1"), seen);
    assertEquals(1, server.connections());
  }

  @Test
  void oneWithABodyIsNotForItIsGone() {
    assertEquals(200, status("GET", Optional.empty()));
    Optional<OutgoingBody> body = Optional.of(OutgoingBody.whole(new byte[] {1, 2, 3}));
    assertThrows(CompletionException.class, () -> status("GET", body));
    assertEquals(1, server.connections());
  }

  @Test
  void eachTimeOnceMoreAndNoOftener() {
    for (int i = 0; i < 5; i++) {
      assertEquals(200, status("GET", Optional.empty()));
    }
    assertEquals(5, server.connections());
    assertEquals(5 + 4, seen.size());
  }
}

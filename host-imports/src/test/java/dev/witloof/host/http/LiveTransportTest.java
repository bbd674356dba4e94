package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.host.http.ScriptedServer.Peer;
import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections: where they go, who they trust, when they are used again. */
class LiveTransportTest {
  private static LocalTls tls;

  private final Names names = new Names();
  private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
  private LiveTransport transport = transport(List.of(Proxy.NO_PROXY));

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    tls = LocalTls.of(folder, "dns:good.test,ip:127.0.0.1");
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private LiveTransport transport(List<Proxy> proxies) {
    return new LiveTransport(new Routes(names, () -> selector(proxies)), tls.client(), 10);
  }

  private static ProxySelector selector(List<Proxy> proxies) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return proxies;
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        throw new AssertionError("not called", failure);
      }
    };
  }

  /** Answers every request on a connection with 200 and no body. */
  private void answer(Peer peer) throws IOException {
    String head = peer.head();
    while (!head.isEmpty()) {
      heads.add(head);
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      head = peer.head();
    }
  }

  private static Target target(String scheme, String host, int port) {
    return new Target("GET", scheme, host, port, "/path?a=b");
  }

  private CompletableFuture<HttpTransport.Response> send(Target target) {
    HttpTransport.Request request =
        new HttpTransport.Request(
            target,
            List.of(),
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Redactor.none());
    return transport
        .route(target, true)
        .thenCompose(route -> transport.send(request, route, () -> {}));
  }

  private int status(Target target) {
    return send(target).orTimeout(1, TimeUnit.MINUTES).join().status();
  }

  private String failure(Target target) {
    CompletableFuture<HttpTransport.Response> sent = send(target).orTimeout(1, TimeUnit.MINUTES);
    return HttpFailure.of(assertThrows(CompletionException.class, sent::join)).code().label();
  }

  @Test
  void aRequestGoesToTheCheckedAddressUnderItsName() throws Exception {
    names.with("name.test", "127.0.0.1").with("name.test", "203.0.113.1");
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      assertEquals(200, status(target("http", "name.test", server.port())));
      assertTrue(heads.get(0).startsWith("GET /path?a=b HTTP/1.1\r\n"), heads.get(0));
      assertTrue(heads.get(0).contains("Host: name.test:" + server.port() + "\r\n"), heads.get(0));
    }
    // One lookup: what the name leads to afterwards makes no difference.
    assertEquals(List.of("name.test"), names.asked());
  }

  @Test
  void anEncryptedRequestDoesToo() throws Exception {
    names.with("good.test", "127.0.0.1").with("good.test", "203.0.113.1");
    try (ScriptedServer server =
        ScriptedServer.secure(tls.server().getServerSocketFactory(), this::answer)) {
      assertEquals(200, status(target("https", "good.test", server.port())));
    }
    assertEquals(List.of("good.test"), names.asked());
  }

  @Test
  void aCertificateForAnotherNameIsRefusedBeforeAnythingIsSent() throws Exception {
    names.with("other.test", "127.0.0.1");
    try (ScriptedServer server =
        ScriptedServer.secure(tls.server().getServerSocketFactory(), this::answer)) {
      assertEquals("TLS-certificate-error", failure(target("https", "other.test", server.port())));
      server.awaitEnd();
    }
    assertEquals(List.of(), heads);
  }

  @Test
  void anAddressMustBeInTheCertificateAsWell() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.secure(tls.server().getServerSocketFactory(), this::answer)) {
      assertEquals(200, status(target("https", "127.0.0.1", server.port())));
      names.with("localhost", "127.0.0.1");
      assertEquals("TLS-certificate-error", failure(target("https", "localhost", server.port())));
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    transport =
        new LiveTransport(
            new Routes(names, () -> selector(List.of(Proxy.NO_PROXY))),
            SSLContext.getDefault(),
            10);
    names.with("good.test", "127.0.0.1");
    try (ScriptedServer server =
        ScriptedServer.secure(tls.server().getServerSocketFactory(), this::answer)) {
      assertEquals("TLS-certificate-error", failure(target("https", "good.test", server.port())));
    }
    assertEquals(List.of(), heads);
  }

  @Test
  void aServerThatTakesForeverWithTlsIsNoConnection() throws Exception {
    names.with("good.test", "127.0.0.1");
    try (ScriptedServer server = ScriptedServer.plain(Peer::drain)) {
      Target target = target("https", "good.test", server.port());
      HttpTransport.Request request =
          new HttpTransport.Request(
              target,
              List.of(),
              Optional.empty(),
              Duration.ofMillis(200),
              Duration.ofSeconds(20),
              Redactor.none());
      Route route = transport.route(target, true).get(1, TimeUnit.MINUTES);
      CompletableFuture<HttpTransport.Response> sent = transport.send(request, route, () -> {});
      Throwable failure = assertThrows(CompletionException.class, sent::join);
      assertEquals("connection-timeout", HttpFailure.of(failure).code().label());
      server.awaitEnd();
    }
  }

  @Test
  void aHostWithADeadAddressIsReachedByAnother() throws Exception {
    // Nothing listens on 127.0.0.2 at the port.
    names.with("name.test", "127.0.0.2", "127.0.0.1");
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      assertEquals(200, status(target("http", "name.test", server.port())));
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    names.with("name.test", "127.0.0.1");
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      for (int i = 0; i < 20; i++) {
        assertEquals(200, status(target("http", "name.test", server.port())));
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aConnectionToAnAddressThatTheNameHasLeftIsNot() throws Exception {
    names.with("name.test", "127.0.0.1").with("name.test", "127.0.0.2");
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      assertEquals(200, status(target("http", "name.test", server.port())));
      assertEquals("connection-refused", failure(target("http", "name.test", server.port())));
    }
  }

  @Test
  void anotherNameAtTheSameAddressHasAConnectionOfItsOwn() throws Exception {
    names.with("name.test", "127.0.0.1").with("other.test", "127.0.0.1");
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      assertEquals(200, status(target("http", "name.test", server.port())));
      assertEquals(200, status(target("http", "other.test", server.port())));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void twoConnectorsShareNoConnection() throws Exception {
    names.with("name.test", "127.0.0.1");
    LiveTransport first = transport;
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      assertEquals(200, status(target("http", "name.test", server.port())));
      transport = transport(List.of(Proxy.NO_PROXY));
      assertEquals(200, status(target("http", "name.test", server.port())));
      assertEquals(2, server.connections());
      first.close();
      server.awaitEnd();
      assertEquals(200, status(target("http", "name.test", server.port())));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void aConnectionThatTheServerClosedIsNotUsedAgain() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              heads.add(peer.head());
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            })) {
      for (int i = 1; i <= 5; i++) {
        assertEquals(200, status(target("http", "127.0.0.1", server.port())));
        server.awaitEnd();
        assertEquals(i, heads.size());
      }
    }
  }

  @Test
  void aServerThatSaysSoIsLeft() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              heads.add(peer.head());
              peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
              peer.drain();
            })) {
      assertEquals(200, status(target("http", "127.0.0.1", server.port())));
      server.awaitEnd();
      assertEquals(200, status(target("http", "127.0.0.1", server.port())));
      server.awaitEnd();
    }
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(Peer::drain)) {
      CompletableFuture<HttpTransport.Response> sent =
          send(target("http", "127.0.0.1", server.port()));
      server.awaitConnection();
      transport.close();
      assertThrows(CompletionException.class, () -> sent.orTimeout(1, TimeUnit.MINUTES).join());
      server.awaitEnd();
    }
  }

  @Test
  void aProxyIsAskedForPlainRequestsInFull() throws Exception {
    try (ScriptedServer proxy = ScriptedServer.plain(this::answer)) {
      transport = transport(List.of(proxyAt(proxy)));
      assertEquals(200, status(target("http", "name.test", 80)));
      assertTrue(
          heads.get(0).startsWith("GET http://name.test/path?a=b HTTP/1.1\r\n"), heads.get(0));
      assertTrue(heads.get(0).contains("Host: name.test\r\n"), heads.get(0));
    }
    // Names are the proxy's affair.
    assertEquals(List.of(), names.asked());
  }

  @Test
  void aProxyMakesATunnelForEncryptedOnes() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.secure(tls.server().getServerSocketFactory(), this::answer);
        ScriptedServer proxy = ScriptedServer.plain(peer -> tunnel(peer, server.port()))) {
      transport = transport(List.of(proxyAt(proxy)));
      assertEquals(200, status(target("https", "good.test", 443)));
      assertEquals("TLS-certificate-error", failure(target("https", "other.test", 443)));
      assertTrue(heads.get(0).startsWith("CONNECT good.test:443 HTTP/1.1\r\n"), heads.get(0));
      assertTrue(heads.get(1).startsWith("GET /path?a=b HTTP/1.1\r\n"), heads.get(1));
      assertEquals(200, status(target("https", "good.test", 443)));
      assertEquals(2, proxy.connections());
    }
  }

  /** What a proxy does, with one thread for each direction. */
  private void tunnel(Peer peer, int port) throws IOException {
    heads.add(peer.head());
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      peer.write("HTTP/1.1 200 Connection established\r\n\r\n");
      // A thread of its own: a tunnel that is kept open would hold up others in a pool.
      Thread back =
          new Thread(
              () -> {
                try {
                  server.getInputStream().transferTo(peer.out());
                } catch (IOException e) {
                  heads.add("closed");
                }
              });
      back.start();
      peer.in().transferTo(server.getOutputStream());
      server.shutdownOutput();
      join(back);
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the tunnel was interrupted");
    }
  }

  @Test
  void aProxyThatRefusesIsAnError() throws Exception {
    try (ScriptedServer proxy =
        ScriptedServer.plain(
            peer -> {
              peer.head();
              peer.write(
                  "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 3\r\n\r\nno!");
              peer.drain();
            })) {
      transport = transport(List.of(proxyAt(proxy)));
      assertEquals("destination-unavailable", failure(target("https", "good.test", 443)));
      proxy.awaitEnd();
    }
  }

  @Test
  void behindAProxyInternalAddressesAreRefusedAsFarAsTheyAreNamed() {
    transport =
        transport(List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1))));
    for (String inside : List.of("10.0.0.1", "localhost", "[0:0:0:0:0:0:0:1]")) {
      CompletableFuture<Route> route =
          transport.route(target("http", inside, 80), false).orTimeout(1, TimeUnit.MINUTES);
      Throwable failure = assertThrows(CompletionException.class, route::join);
      assertEquals("destination-IP-prohibited", HttpFailure.of(failure).code().label());
    }
  }

  @Test
  void aProxyThatIsNoHttpProxyIsAnError() {
    transport =
        transport(List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", 1))));
    assertEquals("configuration-error", failure(target("http", "name.test", 80)));
  }

  private static Proxy proxyAt(ScriptedServer server) {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", server.port()));
  }

  @Test
  void aProxysNameIsLookedUp() throws Exception {
    names.with("proxy.test", "127.0.0.1");
    try (ScriptedServer proxy = ScriptedServer.plain(this::answer)) {
      transport =
          transport(
              List.of(
                  new Proxy(
                      Proxy.Type.HTTP,
                      InetSocketAddress.createUnresolved("proxy.test", proxy.port()))));
      assertEquals(200, status(target("http", "name.test", 80)));
    }
    assertEquals(List.of("proxy.test"), names.asked());
  }

  @Test
  void fieldValuesAreBytes() throws Exception {
    byte[] value = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    try (ScriptedServer server = ScriptedServer.plain(this::answer)) {
      Target target = target("http", "127.0.0.1", server.port());
      HttpTransport.Request request =
          new HttpTransport.Request(
              target,
              List.of(new Fields.Entry("X-Name", value)),
              Optional.empty(),
              Duration.ofSeconds(5),
              Duration.ofSeconds(20),
              Redactor.none());
      Route route = transport.route(target, true).get(1, TimeUnit.MINUTES);
      assertEquals(
          200,
          transport.send(request, route, () -> {}).orTimeout(1, TimeUnit.MINUTES).join().status());
      assertTrue(heads.get(0).contains("X-Name: caf\u00e9\r\n"), heads.get(0));
    }
  }

  @Test
  void aBrokenSelectorOfProxiesIsAFailure() {
    Routes routes =
        new Routes(
            names,
            () -> {
              throw new IllegalStateException("broken");
            });
    assertTrue(
        routes
            .of(new Target("GET", "https", "good.test", 443, "/"), false)
            .isCompletedExceptionally());
  }
}

package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlainRoutesTest {
  private static final HttpFailure PROHIBITED =
      new HttpFailure("destination-IP-prohibited", "it leads inside");

  @Test
  void aPlainRequestGoesToTheCheckedAddressWhateverTheNameLeadsTo() throws Exception {
    List<String> seen = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/path",
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst("Host"));
          seen.add(exchange.getRequestURI().getRawQuery());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      PlainRoutes routes = new PlainRoutes(host -> List.of(InetAddress.getLoopbackAddress()));
      // No resolver knows this name: only the checked address can be where the request went.
      String authority = "name.invalid:" + server.getAddress().getPort();
      HttpTransport.Response response =
          new LiveTransport(routes)
              .send(request("http://" + authority + "/path?a=b"), () -> {})
              .get(1, TimeUnit.MINUTES);
      assertEquals(204, response.status());
      assertEquals(List.of(authority, "a=b"), seen);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aNameThatLeadsInsideByTheTimeOfTheConnectionIsNotConnectedTo() {
    LiveTransport transport =
        new LiveTransport(
            new PlainRoutes(
                host -> {
                  throw PROHIBITED;
                }));
    Throwable failure =
        assertThrows(
            Exception.class,
            () -> transport.send(request("http://rebound.invalid/"), () -> {}).get());
    Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
    assertSame(PROHIBITED, HttpFailure.of(cause));
  }

  @Test
  void literalsAndHttpsGoDirectly() {
    PlainRoutes routes =
        new PlainRoutes(
            host -> {
              throw PROHIBITED;
            });
    for (String uri :
        List.of(
            "http://127.0.0.1:1/", "http://[::1]/", "http://localhost/", "https://a.invalid/")) {
      assertEquals(List.of(Proxy.NO_PROXY), routes.select(URI.create(uri)), uri);
    }
  }

  @Test
  void thePortIsThatOfTheRequest() throws IOException {
    InetAddress address = InetAddress.getByName("192.0.2.7");
    PlainRoutes routes = new PlainRoutes(host -> List.of(address));
    assertEquals(
        new InetSocketAddress(address, 80),
        routes.select(URI.create("http://a.invalid/")).get(0).address());
    assertEquals(
        new InetSocketAddress(address, 8080),
        routes.select(URI.create("http://a.invalid:8080/")).get(0).address());
  }

  private static HttpTransport.Request request(String uri) {
    return new HttpTransport.Request(
        "GET", URI.create(uri), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}

package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two connectors in one runtime, of the same component: neither can use what the other may. */
class ConfusedDeputyTest {
  @TempDir Path folder;

  private final ConnectorRuntime runtime =
      ConnectorRuntime.builder().engine(Engine.Mode.INTERPRETER).build();
  private final List<String> tokensAtFirst = new CopyOnWriteArrayList<>();
  private final List<String> tokensAtSecond = new CopyOnWriteArrayList<>();
  private HttpServer first;
  private HttpServer second;

  @BeforeEach
  void start() throws IOException {
    first = server(tokensAtFirst);
    second = server(tokensAtSecond);
    Files.copy(Fixtures.guest("orders-rust"), folder.resolve("guest.wasm"));
  }

  @AfterEach
  void stop() {
    runtime.close();
    first.stop(0);
    second.stop(0);
  }

  @Test
  void eachReachesItsOwnServerWithItsOwnSecretAndNotTheOthers() throws IOException {
    try (LoadedConnector one = load("one", first);
        LoadedConnector two = load("two", second)) {
      assertDenied(one, second);
      assertDenied(two, first);
      assertEquals(List.of(), tokensAtFirst);
      assertEquals(List.of(), tokensAtSecond);

      read(one, first);
      read(two, second);
      assertDenied(one, second);
      assertEquals(List.of("Bearer secret of one"), tokensAtFirst);
      assertEquals(List.of("Bearer secret of two"), tokensAtSecond);
    }
  }

  private LoadedConnector load(String name, HttpServer server) throws IOException {
    String rule = "GET " + origin(server) + "/v1";
    Path manifest =
        Files.writeString(
            folder.resolve(name + ".toml"),
            """
            [connector]
            name = "%s"
            version = "1.0.0"
            kind = "source"
            wasm = "guest.wasm"
            [capabilities]
            http = ["%s"]
            env = ["ORDERS_TOKEN"]
            config = true
            clock = true
            random = true
            log = true
            """
                .formatted(name, rule));
    return runtime.load(
        manifest,
        Grants.builder()
            .http(rule)
            .env("ORDERS_TOKEN")
            .envFrom(Map.of("ORDERS_TOKEN", "secret of " + name))
            .config()
            .clock()
            .random()
            .log()
            .build());
  }

  private static void assertDenied(LoadedConnector connector, HttpServer server) {
    ConnectorException denied =
        assertThrows(ConnectorException.class, () -> read(connector, server));
    assertTrue(denied.getMessage().contains("are not allowed"), denied.getMessage());
  }

  private static void read(LoadedConnector connector, HttpServer server) {
    try (Source source = connector.source(Map.of("base-url", origin(server)));
        ReadHandle handle = source.open("orders", Optional.empty())) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        next.get().close();
      }
    }
  }

  private static String origin(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static HttpServer server(List<String> tokens) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("[]".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    return server;
  }
}

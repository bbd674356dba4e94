package dev.witloof.conformance.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Source;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.http.HttpMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of a real server on a cassette: the same rows, no token, and the whole kit. */
class OrdersCassetteTest {
  @TempDir Path folder;

  private Path cassette() {
    return folder.resolve("orders.json");
  }

  private ConnectorUnderTest load(String guest, String token, HttpMode mode) throws IOException {
    Path component = Path.of("src/test/resources/guests/" + guest + ".wasm").toAbsolutePath();
    Path manifest =
        Files.writeString(
            folder.resolve(guest + ".toml"),
            Files.readString(Path.of("../guests/rest/connector.toml"))
                .replaceFirst("(?m)^wasm = .*$", "wasm = '" + component + "'"));
    Grants grants =
        Grants.builder()
            .all(ConnectorManifest.read(manifest).capabilities())
            .envFrom(Map.of("ORDERS_TOKEN", token))
            .build();
    return ConnectorUnderTest.load(manifest, LoadOptions.of(grants).with(mode));
  }

  private static Map<String, String> config(String url) {
    return Map.of("base-url", url, "page-size", "5");
  }

  private static List<List<@Nullable Object>> rows(ConnectorUnderTest connector, String url) {
    try (Source source = connector.connector().source(config(url))) {
      return OrdersConnector.rows(source, "orders", Optional.empty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders-rust", "orders-c"})
  void whatWasRecordedOnceServesTheWholeKit(String guest) throws IOException {
    String url;
    List<List<@Nullable Object>> live;
    try (OrdersServer server = OrdersServer.start()) {
      url = server.url();
      try (ConnectorUnderTest connector =
          load(guest, OrdersServer.TOKEN, HttpMode.record(cassette()))) {
        live = rows(connector, url);
        assertEquals(OrdersServer.ORDERS, live.size());
        try (Source source = connector.connector().source(config(url))) {
          OrdersConnector.rows(source, "customers", Optional.empty());
        }
      }
    }
    String file = Files.readString(cassette());
    assertFalse(file.contains(OrdersServer.TOKEN), file);
    assertTrue(file.contains("\"authorization\": \"Bearer [redacted]\""), file);

    try (ConnectorUnderTest replaying = load(guest, "another-token", HttpMode.replay(cassette()))) {
      assertEquals(live, rows(replaying, url));
    }
    SourceSubject subject =
        SourceSubject.of(load(guest, "another-token", HttpMode.replay(cassette())))
            .config(config(url))
            .build();
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      List<CheckResult> results = suite.runAll();
      assertEquals(
          List.of(), results.stream().filter(r -> r.state() == CheckResult.State.FAILED).toList());
      assertEquals(
          9,
          results.stream()
              .filter(r -> r.id().startsWith("error.http-"))
              .filter(r -> r.state() == CheckResult.State.PASSED)
              .count());
    }
  }
}

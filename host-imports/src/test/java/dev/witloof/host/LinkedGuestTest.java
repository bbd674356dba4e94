package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.HttpRule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.http.RequestsInFlight;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Components that compilers made, linked with these host imports, against a real server. */
class LinkedGuestTest {
  private static final String SOURCE = "witloof:connector/source@0.1.0";
  private static LinkedComponent rust;
  private static LinkedComponent cpp;

  private final CountDownLatch end = new CountDownLatch(1);
  private final ConnectorUsage usage = new ConnectorUsage();
  private final List<LogSink.LogLine> lines = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String authority;

  @BeforeAll
  static void link() throws IOException {
    Linker linker =
        new Linker(
            Engines.create(Engine.Mode.INTERPRETER),
            WitWorld.read(resource("/witloof/connector.wasm"), "host"));
    new WasiHostImports().interfaces().forEach(linker::define);
    rust = linker.link(Component.read(resource("/guests/rust-http-source.wasm")));
    cpp = linker.link(Component.read(resource("/guests/cpp-wasi-source.wasm")));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LinkedGuestTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    authority = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private ComponentInstance instance(LinkedComponent component, String... rules) {
    HostEnvironment environment =
        new HostEnvironment(
            new ConnectorIdentity("numbers", Optional.of("1.0.0"), "0".repeat(64)),
            Set.of(Capability.values()),
            Stream.of(rules).map(HttpRule::parse).toList(),
            Map.of(),
            Map.of(),
            lines::add,
            HttpMode.LIVE,
            new HttpLimits(2, 1 << 20, 1 << 20),
            1 << 20,
            usage,
            ConnectorListener.none(),
            GuestSecrets.NONE,
            Reproducibility.NONE);
    return component.instantiate(
        new InstanceConfig(
            64L << 20,
            100,
            limits(Duration.ofMinutes(1)),
            List.of(environment, new WasiState(environment))));
  }

  private static CallLimits limits(Duration deadline) {
    return new CallLimits(1_000_000_000, deadline, 64 << 20);
  }

  private static Object call(ComponentInstance instance, String function, Object... arguments) {
    return instance.export(SOURCE, function).call(limits(Duration.ofMinutes(1)), arguments);
  }

  private static Object ok(Object result) {
    return assertInstanceOf(ResultValue.Ok.class, result, String.valueOf(result))
        .value()
        .orElseThrow();
  }

  private static GuestResource open(ComponentInstance instance, String table) {
    return (GuestResource) ok(call(instance, "open", table, Optional.empty()));
  }

  private static Object next(ComponentInstance instance, GuestResource handle) {
    return call(instance, "[method]read-handle.next", handle);
  }

  private VariantValue failure(int status, Map<String, String> headers) {
    server.createContext(
        "/numbers/0",
        exchange -> {
          headers.forEach(exchange.getResponseHeaders()::add);
          answer(exchange, status, "why".getBytes(StandardCharsets.UTF_8));
        });
    try (ComponentInstance instance = instance(rust, "http://127.0.0.1:*")) {
      return failure(next(instance, open(instance, "numbers@" + authority)));
    }
  }

  private static VariantValue failure(Object result) {
    return (VariantValue)
        assertInstanceOf(ResultValue.Err.class, result, String.valueOf(result))
            .error()
            .orElseThrow();
  }

  @Test
  void aRustGuestReadsPagesUntilThereAreNoMore() {
    byte[] page = new byte[300_000];
    page[299_999] = 7;
    server.createContext("/numbers/0", exchange -> answer(exchange, 200, page));
    server.createContext("/numbers/1", exchange -> answer(exchange, 204, new byte[0]));
    try (ComponentInstance instance = instance(rust, "http://127.0.0.1:*")) {
      GuestResource handle = open(instance, "numbers@" + authority);
      Optional<?> first = (Optional<?>) ok(next(instance, handle));
      assertArrayEquals(page, (byte[]) first.orElseThrow());
      assertEquals(Optional.empty(), ok(next(instance, handle)));
      assertEquals(0, RequestsInFlight.leftBy(usage));
    }
    assertTrue(lines.get(0).message().startsWith("status 200, 300000 bytes, at "));
  }

  @Test
  void answersBecomeTheErrorsOfTheContract() {
    assertEquals(VariantValue.of("auth-expired", "why"), failure(401, Map.of()));
  }

  @Test
  void theDelayOfARateLimitArrives() {
    assertEquals(VariantValue.of("rate-limited", 17L), failure(429, Map.of("Retry-After", "17")));
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertEquals(
        VariantValue.of("permanent", "why"),
        failure(302, Map.of("Location", "http://elsewhere.invalid/")));
  }

  @Test
  void anUngrantedHostIsDeniedAndTold() {
    try (ComponentInstance instance = instance(rust, "api.example.com")) {
      VariantValue denied = failure(next(instance, open(instance, "numbers@" + authority)));
      assertEquals("transient", denied.label());
      assertTrue(denied.toString().contains("HttpRequestDenied"), denied.toString());
    }
    assertTrue(lines.get(0).message().contains("GET http://" + authority + " is not granted"));
  }

  @Test
  void aServerThatDoesNotAnswerEndsTheCallAndNothingStaysOpen() {
    server.createContext(
        "/numbers/0",
        exchange -> {
          try {
            assertTrue(end.await(1, TimeUnit.MINUTES));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (ComponentInstance instance = instance(rust, "http://127.0.0.1:*")) {
      GuestResource handle = open(instance, "numbers@" + authority);
      LimitExceeded limit =
          assertThrows(
              LimitExceeded.class,
              () ->
                  instance
                      .export(SOURCE, "[method]read-handle.next")
                      .call(limits(Duration.ofMillis(500)), handle));
      assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
    }
    assertEquals(0, RequestsInFlight.leftBy(usage));
  }

  @Test
  void aGuestThatWaitsForAServerIsCancelledFromAnotherThread() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.createContext(
        "/numbers/0",
        exchange -> {
          asked.countDown();
          try {
            assertTrue(end.await(1, TimeUnit.MINUTES));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (ComponentInstance instance = instance(rust, "http://127.0.0.1:*")) {
      GuestResource handle = open(instance, "numbers@" + authority);
      Future<Object> waiting = threads.submit(() -> next(instance, handle));
      assertTrue(asked.await(1, TimeUnit.MINUTES));
      instance.cancel();
      LimitExceeded cancelled =
          assertInstanceOf(
              LimitExceeded.class, assertThrows(ExecutionException.class, waiting::get).getCause());
      assertEquals(LimitExceeded.Limit.CANCELLED, cancelled.limit());
    }
    assertEquals(0, RequestsInFlight.leftBy(usage));
  }

  @Test
  void aGuestThatImportsTheFilesystemRunsWithoutOne() {
    try (ComponentInstance instance = instance(cpp)) {
      GuestResource handle = open(instance, "numbers");
      assertTrue(((Optional<?>) ok(next(instance, handle))).isPresent());
    }
  }
}

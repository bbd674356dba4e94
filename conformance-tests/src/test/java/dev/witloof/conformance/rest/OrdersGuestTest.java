package dev.witloof.conformance.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.rest.OrdersConnector.Step;
import dev.witloof.conformance.rest.OrdersServer.Answer;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.Source;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LogSink.LogLine;
import dev.witloof.runtime.Reproducibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code guests/rest/README.md} promises, of the connector in one language, against a real
 * server. All languages have these tests, so all give the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrdersGuestTest {
  private static final Map<String, String> SMALL_PAGES = Map.of("page-size", "5");
  private static final Map<String, List<List<@Nullable Object>>> EXPECTED =
      Map.of(
          "customers", Customer.all(OrdersServer.CUSTOMERS).stream().map(Customer::row).toList(),
          "orders", Order.all(OrdersServer.ORDERS).stream().map(Order::row).toList());

  private final Path component;
  private OrdersConnector connector;
  private OrdersServer server;

  OrdersGuestTest(Path component) {
    this.component = component;
  }

  @BeforeAll
  void load(@TempDir Path folder) throws IOException {
    connector = new OrdersConnector(component, folder);
  }

  @AfterAll
  void unload() {
    if (connector != null) {
      connector.close();
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server = OrdersServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Source source() {
    return connector.source(server.url(), SMALL_PAGES);
  }

  @Test
  void discoversBothTablesWithTheirTypesAndKeys() {
    try (Source source = source()) {
      assertEquals(List.of(Customer.TABLE, Order.TABLE), source.discover());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "customers, 1, 23",
    "customers, 5, 5",
    "customers, 23, 1",
    "customers, 1000, 1",
    "orders, 4, 5",
    "orders, 17, 1",
    "orders, 1000, 1"
  })
  void givesEveryRowOncePageByPage(String table, String pageSize, int pages) {
    try (Source source = connector.source(server.url(), Map.of("page-size", pageSize))) {
      List<Step> steps = OrdersConnector.steps(source, table, Optional.empty());
      assertEquals(EXPECTED.get(table), OrdersConnector.rows(steps));
      assertEquals(pages, steps.size());
      assertEquals(pages, server.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"customers", "orders"})
  void resumesBehindEveryBatch(String table) {
    try (Source source = source()) {
      List<List<@Nullable Object>> expected = EXPECTED.get(table);
      List<Step> steps = OrdersConnector.steps(source, table, Optional.empty());
      int read = 0;
      for (Step step : steps) {
        read += step.rows().size();
        assertEquals(
            expected.subList(read, expected.size()),
            OrdersConnector.rows(source, table, Optional.of(step.cursor())));
      }
      assertEquals(expected.size(), read);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"customers", "orders"})
  void theCursorOfANewHandleIsTheBeginning(String table) {
    try (Source source = source();
        ReadHandle handle = source.open(table, Optional.empty())) {
      assertEquals(
          EXPECTED.get(table), OrdersConnector.rows(source, table, Optional.of(handle.cursor())));
    }
  }

  @Test
  void aCursorIsTheSameInEveryLanguage() {
    try (Source source = source();
        ReadHandle handle = source.open("orders", Optional.empty())) {
      assertEquals(
          "{\"version\":1,\"position\":{\"page\":\"/v1/orders?per_page=5\",\"skip\":0}}",
          text(handle.cursor()));
      handle.next().orElseThrow().close();
      assertEquals(
          "{\"version\":1,\"position\":{\"page\":\"/v1/orders?per_page=5&page=2\",\"skip\":0}}",
          text(handle.cursor()));
    }
  }

  private static String text(Cursor cursor) {
    return new String(cursor.toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void anEmptyPageInBetweenIsPassedOver() {
    server.change(2, usual -> usual.withBody(body -> "[]"));
    try (Source source = source()) {
      List<List<@Nullable Object>> expected = new ArrayList<>(EXPECTED.get("orders"));
      expected.subList(5, 10).clear();
      List<Step> steps = OrdersConnector.steps(source, "orders", Optional.empty());
      assertEquals(expected, OrdersConnector.rows(steps));
      assertEquals(3, steps.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12345678",
        "{}",
        "{\"version\":2,\"position\":{\"page\":\"/v1/orders\",\"skip\":0}}"
      })
  void anotherCursorIsPermanent(String cursor) {
    Cursor foreign = Cursor.of(cursor.getBytes(StandardCharsets.UTF_8));
    try (Source source = source()) {
      ConnectorException.Permanent refused =
          assertThrows(
              ConnectorException.Permanent.class,
              () -> source.open("orders", Optional.of(foreign)));
      assertTrue(refused.getMessage().contains("cursor"), refused::getMessage);
    }
  }

  @Test
  void anUnknownTableIsPermanent() {
    try (Source source = source()) {
      ConnectorException.Permanent refused =
          assertThrows(
              ConnectorException.Permanent.class, () -> source.open("returns", Optional.empty()));
      assertTrue(refused.getMessage().contains("returns"), refused::getMessage);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "page-size, 0",
    "page-size, many",
    "attempts, 11",
    "pagesize, 5",
    "base-url, 127.0.0.1"
  })
  void aBadSettingIsPermanentAndNamed(String key, String value) {
    Map<String, String> settings = Map.of(key, value);
    String url = key.equals("base-url") ? value : server.url();
    try (Source source = connector.source(url, settings)) {
      ConnectorException.Permanent refused =
          assertThrows(
              ConnectorException.Permanent.class, () -> source.open("orders", Optional.empty()));
      assertTrue(
          refused.getMessage().contains(key) || refused.getMessage().contains(value),
          refused::getMessage);
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(401, ConnectorException.AuthExpired.class),
        Arguments.of(403, ConnectorException.AuthExpired.class),
        Arguments.of(408, ConnectorException.Transient.class),
        Arguments.of(500, ConnectorException.Transient.class),
        Arguments.of(503, ConnectorException.Transient.class),
        Arguments.of(302, ConnectorException.Permanent.class),
        Arguments.of(400, ConnectorException.Permanent.class),
        Arguments.of(404, ConnectorException.Permanent.class));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachStatusHasItsErrorAndReadingResumes(
      int status, Class<? extends ConnectorException> expected) {
    server.answer(2, Answer.of(status));
    ConnectorException failure = failsAtSecondPage(expected);
    assertTrue(failure.getMessage().contains("answered " + status), failure::getMessage);
  }

  @ParameterizedTest
  @CsvSource({"429, 7, 7", "503, 7, 7", "429, soon, 60"})
  void aRateLimitSaysHowLong(int status, String retryAfter, int seconds) {
    server.answer(2, Answer.of(status, "Retry-After", retryAfter));
    ConnectorException.RateLimited limited =
        failsAtSecondPage(ConnectorException.RateLimited.class);
    assertEquals(Duration.ofSeconds(seconds), limited.retryAfter());
  }

  @Test
  void aRateLimitWithoutRetryAfterIsAMinute() {
    server.answer(2, Answer.of(429));
    assertEquals(
        Duration.ofMinutes(1),
        failsAtSecondPage(ConnectorException.RateLimited.class).retryAfter());
  }

  @Test
  void aRateLimitMayEndAtADate() {
    ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusHours(2);
    server.answer(
        2, Answer.of(429, "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)));
    Duration wait = failsAtSecondPage(ConnectorException.RateLimited.class).retryAfter();
    assertTrue(wait.compareTo(Duration.ofHours(2)) <= 0, wait::toString);
    assertTrue(wait.compareTo(Duration.ofHours(1)) > 0, wait::toString);
  }

  static Stream<UnaryOperator<Answer>> answersOfAnotherShape() {
    return Stream.of(
        usual -> usual.withBody(body -> ""),
        usual -> usual.withBody(body -> body.substring(0, body.length() - 20)),
        usual -> usual.withBody(body -> "{\"orders\":" + body + "}"),
        usual -> usual.withBody(body -> body.replace("\"total\":", "\"sum\":")),
        usual ->
            usual.withBody(
                body -> body.replaceFirst("\"customer_id\":\\d+", "\"customer_id\":\"1\"")),
        usual ->
            usual.withBody(
                body -> body.replaceFirst("\"quantity\":\\d+", "\"quantity\":3000000000")),
        usual ->
            usual.withBody(
                body -> body.replaceFirst("\"placed_at\":\"[^\"]+\"", "\"placed_at\":\"noon\"")),
        usual -> usual.with("Link", "<http://127.0.0.2:8080/v1/orders?page=2>; rel=\"next\""),
        usual -> usual.with("Link", "</v1/orders?per_page=5&page=2>; rel=\"next\""));
  }

  /** The last of them is a page that names itself as the next one. */
  @ParameterizedTest
  @MethodSource("answersOfAnotherShape")
  void anAnswerOfAnotherShapeIsPermanent(UnaryOperator<Answer> change) {
    server.change(2, change);
    failsAtSecondPage(ConnectorException.Permanent.class);
  }

  /** Reads the first page of orders, fails at the second, and reads the rest by the cursor. */
  private <E extends ConnectorException> E failsAtSecondPage(Class<E> expected) {
    try (Source source = source()) {
      Cursor cursor;
      ConnectorException failure;
      try (ReadHandle handle = source.open("orders", Optional.empty())) {
        handle.next().orElseThrow().close();
        cursor = handle.cursor();
        failure = assertThrows(ConnectorException.class, handle::next);
      }
      List<List<@Nullable Object>> all = EXPECTED.get("orders");
      assertEquals(
          all.subList(5, all.size()), OrdersConnector.rows(source, "orders", Optional.of(cursor)));
      return assertInstanceOf(expected, failure);
    }
  }

  @Test
  void aTokenThatIsRevokedHasExpired() {
    server.revokeToken(2);
    try (Source source = source();
        ReadHandle handle = source.open("customers", Optional.empty())) {
      handle.next().orElseThrow().close();
      assertThrows(ConnectorException.AuthExpired.class, handle::next);
    }
  }

  @Test
  void aServerThatIsGoneIsTransient() {
    try (Source source = source();
        ReadHandle handle = source.open("customers", Optional.empty())) {
      server.close();
      assertThrows(ConnectorException.Transient.class, handle::next);
    }
  }

  /** The stream's error, the stream and the body are given back before the response. */
  @Test
  void anAnswerThatBreaksOffIsTransientAndReadingResumes() {
    server.breakOff(2);
    ConnectorException.Transient failure = failsAtSecondPage(ConnectorException.Transient.class);
    assertTrue(failure.getMessage().contains("broke off"), failure::getMessage);
  }

  @Test
  void whatMayPassIsTriedAgainAsOftenAsConfigured() {
    server.answer(2, Answer.of(503));
    server.answer(3, Answer.of(429, "Retry-After", "0"));
    Map<String, String> settings = Map.of("page-size", "5", "attempts", "3");
    try (Source source = connector.source(server.url(), settings)) {
      assertEquals(
          EXPECTED.get("orders"), OrdersConnector.rows(source, "orders", Optional.empty()));
      assertEquals(4 + 2, server.requests().size());
    }
  }

  @Test
  void theLastAttemptIsTheLast() {
    server.answer(1, Answer.of(429, "Retry-After", "0"));
    server.answer(2, Answer.of(500));
    try (Source source = connector.source(server.url(), Map.of("attempts", "2"));
        ReadHandle handle = source.open("orders", Optional.empty())) {
      assertThrows(ConnectorException.Transient.class, handle::next);
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void aLongWaitIsLeftToTheHost() {
    server.answer(1, Answer.of(429, "Retry-After", "2"));
    Map<String, String> settings = Map.of("attempts", "2", "longest-wait", "1");
    try (Source source = connector.source(server.url(), settings);
        ReadHandle handle = source.open("orders", Optional.empty())) {
      assertThrows(ConnectorException.RateLimited.class, handle::next);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void eachRequestHasAnIdThatTheLogHas() {
    try (Source source = source()) {
      OrdersConnector.rows(source, "customers", Optional.empty());
      OrdersConnector.rows(source, "customers", Optional.empty());
    }
    Set<String> ids = new HashSet<>();
    List<String> messages = connector.log().stream().map(LogLine::message).toList();
    for (OrdersServer.Request request : server.requests()) {
      String id = request.header("x-request-id");
      assertTrue(id.matches("[0-9a-f]{32}"), id);
      assertTrue(ids.add(id), "an id came twice: " + id);
      assertEquals(1, messages.stream().filter(message -> message.contains(id)).count(), id);
    }
    assertEquals(10, ids.size());
  }

  /** Batches, cursors, log lines with their durations, and requests with their random ids. */
  @Test
  void twoRunsWithAFrozenClockAndASeedAreTheSameToTheByte() throws IOException {
    Reproducibility given =
        Reproducibility.NONE.frozenAt(Instant.parse("2026-01-31T12:00:00Z")).seeded(7);
    List<String> first = connector.outputs(given, server.url(), SMALL_PAGES);
    int made = server.requests().size();
    List<String> second = connector.outputs(given, server.url(), SMALL_PAGES);
    assertEquals(first, second);
    assertTrue(made > 0 && first.size() > 2 * made, "batches, cursors and log lines");
    assertEquals(server.requests().subList(0, made), server.requests().subList(made, 2 * made));

    try (Source source = source()) {
      OrdersConnector.rows(source, "customers", Optional.empty());
    }
    assertNotEquals(server.requests().get(0), server.requests().get(2 * made), "no seed");
  }

  @Test
  void theTokenIsNotLogged() {
    try (Source source = source()) {
      OrdersConnector.rows(source, "orders", Optional.empty());
    }
    assertTrue(
        connector.log().stream().noneMatch(line -> line.message().contains(OrdersServer.TOKEN)));
  }

  @Test
  void aHostThatIsNotGrantedIsDeniedAndNamed() {
    String other = server.url().replace("127.0.0.1", "localhost");
    try (Source source = connector.source(other, SMALL_PAGES);
        ReadHandle handle = source.open("orders", Optional.empty())) {
      ConnectorException.Permanent denied =
          assertThrows(ConnectorException.Permanent.class, handle::next);
      assertTrue(denied.getMessage().contains("localhost"), denied::getMessage);
      assertEquals(List.of(), server.requests());
    }
  }

  /** Manifest and grant name {@code /v1}; the next page is elsewhere. */
  @Test
  void aPathThatIsNotGrantedIsDenied() {
    server.change(1, usual -> usual.with("Link", "</v2/orders>; rel=\"next\""));
    try (Source source = source();
        ReadHandle handle = source.open("orders", Optional.empty())) {
      handle.next().orElseThrow().close();
      assertThrows(ConnectorException.Permanent.class, handle::next);
      assertEquals(1, server.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "env", "config", "clock", "random", "log"})
  void isRefusedWithoutAGrantThatItAsksFor(String capability) {
    LoadRefused refused =
        assertThrows(LoadRefused.class, () -> connector.load("", capability).close());
    List<LoadProblem> problems = refused.problems();
    assertEquals(1, problems.size(), refused::getMessage);
    assertEquals(LoadProblem.Kind.CAPABILITY, problems.get(0).kind());
    assertTrue(problems.get(0).subject().startsWith(capability), refused::getMessage);
  }

  @ParameterizedTest
  @CsvSource({
    "http, wasi:http/outgoing-handler",
    "config, wasi:config/store",
    "clock, wasi:clocks/monotonic-clock",
    "log, wasi:logging/logging"
  })
  void isRefusedForAnImportThatItDoesNotAskFor(String capability, String imported) {
    LoadRefused refused =
        assertThrows(LoadRefused.class, () -> connector.load(capability, "").close());
    assertTrue(
        refused.problems().stream()
            .anyMatch(
                problem ->
                    problem.kind() == LoadProblem.Kind.IMPORT
                        && problem.subject().contains(imported)),
        refused::getMessage);
  }
}

package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.witloof.component.value.VariantValue;
import dev.witloof.host.TestCall;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import dev.witloof.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server answered is recorded, and answers again when the server is gone. */
class RecordReplayTest {
  private static final String SECRET = "s3cr3t/of+the=server";

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private String authority;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    authority = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    int number = requests.incrementAndGet();
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] answer =
        switch (exchange.getRequestURI().getPath()) {
          case "/counted" -> utf8("request " + number);
          case "/echo" -> utf8("{\"asked\": " + asked + "}\n");
          case "/bytes" -> new byte[] {0, 1, 2, (byte) 0xff};
          case "/packed" -> gzip("{\"packed\":\"" + SECRET + "\"}");
          case "/secrets" -> everyForm(exchange);
          default -> utf8("hello");
        };
    exchange.getResponseHeaders().add("X-Answer", "one");
    exchange.getResponseHeaders().add("X-Answer", "two");
    if (exchange.getRequestURI().getPath().equals("/packed")) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static byte[] everyForm(HttpExchange exchange) {
    exchange.getResponseHeaders().set("Set-Cookie", "session=c00kie-of-the-server; Path=/");
    byte[] secret = utf8(SECRET);
    return utf8(
        """
        {"plain": "%s", "encoded": "%s", "hex": "%s", "base64": "%s",
         "access_token": "t0ken-that-nobody-knew", "again": "t0ken-that-nobody-knew"}
        """
            .formatted(
                SECRET,
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(secret),
                Base64.getEncoder().encodeToString(secret)));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(utf8(text));
    }
    return packed.toByteArray();
  }

  /** What the guest of one loaded connector gets. */
  private <T> T with(HttpMode mode, Function<GuestHttp, T> use) {
    GuestSecrets secrets = GuestSecrets.of(Map.of("TOKEN", SECRET), Map.of(), Set.of(), Map.of());
    try (ConnectorUsage usage = new ConnectorUsage();
        GuestHttp guest =
            GuestHttp.with(
                new TestCall.Setup(
                    List.of("http://" + authority),
                    Optional.of(mode),
                    Duration.ofSeconds(20),
                    usage,
                    secrets))) {
      return use.apply(guest);
    }
  }

  /** Records, stops the server, and replays. */
  private void givesTheSameAgain(Function<GuestHttp, Object> use) {
    Object live = with(HttpMode.record(cassette()), use);
    int asked = requests.get();
    assertTrue(asked > 0);
    assertEquals(live, with(HttpMode.replay(cassette()), use));
    assertEquals(asked, requests.get());
  }

  private Path cassette() {
    return folder.resolve("cassette.json");
  }

  private String recorded() {
    try {
      return Files.readString(cassette());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String get(GuestHttp guest, String path) {
    return guest.text(guest.response(authority, path));
  }

  private Object post(GuestHttp guest, String path, String body) {
    OutgoingRequest request = guest.request(authority, path);
    ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
    OutgoingBody outgoing = guest.outgoingBody(request);
    Object handled = guest.handle(request);
    ok(guest.write(guest.writer(outgoing), utf8(body)));
    ok(guest.finish(outgoing));
    return guest.awaited(handled);
  }

  @Test
  void equalRequestsStepThroughTheirAnswersAndTheLastIsGivenAgain() {
    givesTheSameAgain(
        guest -> List.of(get(guest, "/counted"), get(guest, "/other"), get(guest, "/counted")));
    assertEquals(
        List.of("request 1", "request 3", "request 3"),
        with(
            HttpMode.replay(cassette()),
            guest ->
                List.of(get(guest, "/counted"), get(guest, "/counted"), get(guest, "/counted"))));
  }

  @Test
  void equalAnswersInARowAreKeptOnceAndCounted() {
    givesTheSameAgain(
        guest -> List.of(get(guest, "/hello"), get(guest, "/hello"), get(guest, "/hello")));
    assertTrue(recorded().contains("\"times\": 3"), recorded());
    assertEquals(1, recorded().split("\"request\"", -1).length - 1, recorded());
  }

  @Test
  void statusHeadersAndBytesAreThoseOfTheServer() {
    givesTheSameAgain(
        guest -> {
          IncomingResponse response = guest.response(authority, "/bytes");
          return List.of(
              response.status(),
              response.headers().get("x-answer").stream().map(String::new).toList(),
              HexFormat.of().formatHex(guest.body(response)));
        });
    assertTrue(recorded().contains("\"base64\": \"AAEC/w==\""), recorded());
    assertTrue(recorded().contains("\"x-answer\": [\"one\", \"two\"]"), recorded());
  }

  @Test
  void theBodyOfARequestIsComparedAsJson() {
    givesTheSameAgain(
        guest -> guest.text((IncomingResponse) ok(post(guest, "/echo", "{\"a\": 1, \"b\": [2]}"))));
    assertEquals(
        "{\"asked\": {\"a\": 1, \"b\": [2]}}\n",
        with(
            HttpMode.replay(cassette()),
            guest ->
                guest.text((IncomingResponse) ok(post(guest, "/echo", "{\"b\":[2],\"a\":1}")))));
    String log =
        with(
            HttpMode.replay(cassette()),
            guest -> {
              error(post(guest, "/echo", "{\"a\": 1, \"b\": [3]}"));
              return log(guest);
            });
    assertTrue(log.contains("the body is"), log);
    assertTrue(log.contains("The nearest is exchange 1"), log);
  }

  @Test
  void aCompressedBodyIsReadableInTheFileAndCompressedAgainWhenReplayed() throws IOException {
    Function<GuestHttp, Object> use =
        guest -> {
          IncomingResponse response = guest.response(authority, "/packed");
          byte[] body = guest.body(response);
          assertEquals(
              List.of(String.valueOf(body.length)),
              response.headers().get("content-length").stream().map(String::new).toList());
          return HexFormat.of().formatHex(body).substring(0, 4);
        };
    assertEquals("1f8b", with(HttpMode.record(cassette()), use));
    assertEquals("1f8b", with(HttpMode.replay(cassette()), use));
    assertTrue(
        recorded().contains("\"json\": {\"packed\": \"[redacted TOKEN]\"}, \"gzip\": true"),
        recorded());
  }

  @Test
  void noSecretIsInTheFileInAnyEncoding() throws IOException {
    String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    Function<GuestHttp, Object> use =
        guest -> {
          String path = "/secrets?api_key=k3y-of-the-query&q=" + encoded;
          OutgoingRequest request =
              guest.request(authority, path, "Authorization", "Bearer b3arer-token");
          return ((IncomingResponse) ok(guest.awaited(guest.handle(request)))).status();
        };
    with(
        HttpMode.record(cassette()),
        guest -> {
          OutgoingRequest request =
              guest.request(
                  authority,
                  "/secrets?api_key=k3y-of-the-query&q=" + encoded,
                  "Authorization",
                  "Bearer b3arer-token");
          return guest.text((IncomingResponse) ok(guest.awaited(guest.handle(request))));
        });
    byte[] secret = utf8(SECRET);
    List<String> forms =
        List.of(
            SECRET,
            encoded,
            HexFormat.of().formatHex(secret),
            Base64.getEncoder().encodeToString(secret).replace("=", ""),
            "k3y-of-the-query",
            "b3arer-token",
            "c00kie-of-the-server",
            "t0ken-that-nobody-knew");
    for (String form : forms) {
      assertFalse(recorded().contains(form), form + " in " + recorded());
    }
    assertTrue(recorded().contains("\"authorization\": \"Bearer [redacted]\""), recorded());
    assertTrue(recorded().contains("\"set-cookie\": \"session=[redacted]; Path=/\""), recorded());
    // It is found although the request has secrets and the cassette has none.
    assertEquals(200, with(HttpMode.replay(cassette()), use));
  }

  @Test
  void whatIsNotRecordedNamesTheNearestToTheOperator() {
    with(
        HttpMode.record(cassette()),
        guest ->
            List.of(
                get(guest, "/v1/orders?page=1&size=5"), get(guest, "/v1/customers?page=1&size=5")));
    List<String> missing =
        with(
            HttpMode.replay(cassette()),
            guest -> {
              Object answer =
                  guest.awaited(guest.handle(guest.request(authority, "/v1/orders?size=5&page=2")));
              return List.of(error(answer).toString(), log(guest));
            });
    for (String said : missing) {
      assertTrue(said.contains("GET http://" + authority + "/v1/orders?size=5&page=2"), said);
      assertTrue(said.contains("is not recorded in cassette.json: record again"), said);
    }
    String log = missing.get(1);
    assertTrue(log.contains("The nearest is exchange 1, GET http://" + authority), log);
    assertTrue(log.contains("parameter 'page' is '2', and '1' there"), log);
    // What others asked for is not for guests.
    assertFalse(missing.get(0).contains("page=1"), missing.get(0));
  }

  private static String log(GuestHttp guest) {
    return guest.host().lines().toString();
  }

  @Test
  void theAllowlistHoldsInReplay() {
    with(HttpMode.record(cassette()), guest -> get(guest, "/hello"));
    assertEquals(
        "HTTP-request-denied",
        with(
            HttpMode.replay(cassette()),
            guest -> error(guest.handle(guest.request("other.example", "/hello"))).label()));
  }

  @Test
  void anAddressOfThisMachineMustBeGrantedAsSuchInReplayToo() throws IOException {
    HttpMode empty =
        HttpMode.replay(Files.writeString(cassette(), "{\"cassette\": 1, \"exchanges\": []}"));
    ReplayTransport transport;
    try {
      transport = ReplayTransport.open(empty.replayed().orElseThrow());
    } catch (HttpFailure e) {
      throw new AssertionError(e);
    }
    Target target = new Target("GET", "http", "127.0.0.1", 80, "/");
    assertTrue(transport.route(target, false).isCompletedExceptionally());
    assertFalse(transport.route(target, true).isCompletedExceptionally());
  }

  @Test
  void aFailureIsRecordedToo() {
    server.stop(0);
    Function<GuestHttp, Object> use =
        guest -> error(guest.awaited(guest.handle(guest.request(authority, "/hello")))).label();
    Object live = with(HttpMode.record(cassette()), use);
    assertEquals("connection-refused", live);
    assertEquals(live, with(HttpMode.replay(cassette()), use));
  }

  @Test
  void aBodyThatWasNotReadToItsEndSaysSoWhenItIs() {
    with(HttpMode.record(cassette()), guest -> guest.response(authority, "/bytes").status());
    assertTrue(recorded().contains("\"incomplete\": true"), recorded());
    Object read =
        with(
            HttpMode.replay(cassette()),
            guest -> {
              IncomingResponse response = guest.response(authority, "/bytes");
              return guest.read(guest.stream(response)).toString();
            });
    assertTrue(read.toString().contains("record again"), read.toString());
  }

  @Test
  void nothingIsLeftBesideTheCassette() throws IOException {
    Files.writeString(cassette(), "before");
    with(HttpMode.record(cassette()), guest -> get(guest, "/hello"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(cassette()), files.toList());
    }
    assertTrue(recorded().startsWith("{\n  \"cassette\": 1,\n"), recorded());
  }

  @Test
  void aCassetteThatCannotBeWrittenIsToldAndNothingIsSent() {
    Path missing = folder.resolve("no/such/folder/cassette.json");
    VariantValue refused =
        with(
            HttpMode.record(missing),
            guest -> error(guest.handle(guest.request(authority, "/hello"))));
    assertEquals("configuration-error", refused.label());
    assertEquals(0, requests.get());
  }

  @Test
  void aCassetteThatIsNoneIsTold() throws IOException {
    Files.writeString(cassette(), "{\"cassette\": 1}");
    String told =
        with(
            HttpMode.replay(cassette()),
            guest -> {
              assertEquals(
                  "configuration-error",
                  error(guest.handle(guest.request(authority, "/hello"))).label());
              return guest.host().lines().get(0).message();
            });
    assertTrue(told.contains(cassette() + " is wrong: exchanges is missing"), told);
  }

  @Test
  void aSessionThatALoginGaveIsFoundAgain() {
    server.createContext(
        "/login",
        exchange -> {
          byte[] answer = utf8("{\"session_token\":\"abcdefgh-2\"}");
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    Function<GuestHttp, Object> use =
        guest -> {
          String early = get(guest, "/early/abcdefgh-2");
          String login = get(guest, "/login");
          String token = login.split("\"")[3];
          return early + get(guest, "/sessions/" + token.replace("[", "%5B").replace("]", "%5D"));
        };
    givesTheSameAgain(use);
    assertFalse(recorded().contains("abcdefgh-2"), recorded());
  }

  /** Or a guest could choose how much stack there is for those who are told. */
  @Test
  void whatIsReplayedIsDecidedAndToldOnThreadsOfTheHost() {
    Function<GuestHttp, Object> use =
        guest -> List.of(get(guest, "/hello"), post(guest, "/echo", "1"));
    with(HttpMode.record(cassette()), use);
    List<String> heardOn = new CopyOnWriteArrayList<>();
    with(
        HttpMode.replay(cassette()),
        like -> {
          try (GuestHttp guest =
              like.heardBy(event -> heardOn.add(Thread.currentThread().getName()))) {
            OutgoingRequest missing = guest.request(authority, "/missing");
            OutgoingBody body = guest.outgoingBody(missing);
            Object handled = guest.handle(missing);
            assertEquals(
                Optional.empty(), guest.types("[method]future-incoming-response.get", ok(handled)));
            guest.write(guest.writer(body), utf8("x"));
            assertEquals(1, heardOn.size(), "it is on its way, and waits for its body");
            ok(guest.finish(body));
            assertEquals(2, heardOn.size(), "the answer is there as soon as the body is");
            return List.of(error(guest.awaited(handled)), use.apply(guest));
          }
        });
    assertEquals(Set.of("witloof-request"), Set.copyOf(heardOn));
    assertEquals(6, heardOn.size());
  }

  @Test
  void replayTakesNoMoreOfTheCallersStackForADeepBody() throws Exception {
    String deep = "[".repeat(900) + "]".repeat(900);
    Files.writeString(
        cassette(),
        """
        {"cassette": 1, "exchanges": [
          {"request": {"method": "POST", "url": "http://h/", "body": {"text": "%s"}},
           "response": {"status": 200}}]}"""
            .formatted(deep));
    ReplayTransport replay = ReplayTransport.open(cassette());
    Target target = new Target("POST", "http", "h", 80, "/");
    HttpTransport.Request request =
        new HttpTransport.Request(
            target,
            List.of(),
            Optional.of(OutgoingBody.whole(utf8(deep))),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Redactor.none());
    Route route = new Route(target, List.of(), Optional.empty());
    CompletableFuture<CompletableFuture<HttpTransport.Response>> sent = new CompletableFuture<>();
    Thread caller =
        new Thread(
            null,
            () -> {
              try {
                ConnectorHttp.HOST_THREADS_AT_ONCE.execute(
                    () -> sent.complete(replay.send(request, route, () -> {})));
              } catch (Throwable e) {
                sent.completeExceptionally(e);
              }
            },
            "little-stack",
            160 << 10);
    caller.start();
    caller.join();
    assertTrue(sent.join().isDone(), "it is not there at once");
    assertEquals(200, sent.join().join().status());
  }

  @Test
  void aRequestThatIsGivenUpIsRecordedWithWhatWasSentOfIt() throws IOException {
    CompletableFuture<HttpTransport.Response> never = new CompletableFuture<>();
    HttpTransport silent =
        new HttpTransport() {
          @Override
          public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
            return new CompletableFuture<>();
          }

          @Override
          public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
            CollectedBody.of(request.body());
            return never;
          }

          @Override
          public void close() {
            never.cancel(false);
          }
        };
    Target target = new Target("POST", "http", "h", 80, "/p");
    try (HttpTransport recording = new RecordingTransport(silent, cassette())) {
      recording
          .send(
              new HttpTransport.Request(
                  target,
                  List.of(),
                  Optional.of(OutgoingBody.whole(utf8("what was sent"))),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(1),
                  Redactor.none()),
              new Route(target, List.of(), Optional.empty()),
              () -> {})
          .cancel(false);
    }
    assertTrue(never.isCancelled());
    assertTrue(recorded().contains("what was sent"), recorded());
    assertTrue(recorded().contains("gave up"), recorded());
  }

  @Test
  void whatCannotBeSearchedForSecretsIsNotRecorded() throws IOException {
    Files.writeString(cassette(), "what was there");
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "br");
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[3]);
          exchange.close();
        });
    IllegalStateException incomplete =
        assertThrows(
            IllegalStateException.class,
            () ->
                with(
                    HttpMode.record(cassette()),
                    guest -> {
                      VariantValue failure =
                          error(guest.awaited(guest.handle(guest.request(authority, "/x"))));
                      assertTrue(failure.toString().contains("content-encoding 'br'"));
                      return "";
                    }));
    assertTrue(incomplete.toString().contains("could not close"), incomplete::toString);
    assertEquals("what was there", recorded());
  }
}

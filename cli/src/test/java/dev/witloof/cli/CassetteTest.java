package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --record}, {@code --replay} and {@code --fault}, against a service on this machine. */
class CassetteTest {
  private static final Path EXAMPLE =
      Path.of("../examples/earthquakes").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final Map<String, byte[]> pages = new HashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private String endpoint;

  /** The example's own cassette, served by a real server. */
  @BeforeEach
  void start() throws IOException {
    JsonMapper json = new JsonMapper();
    for (JsonNode exchange :
        json.readTree(EXAMPLE.resolve("cassette.json").toFile()).get("exchanges")) {
      String url = exchange.get("request").get("url").textValue();
      pages.put(
          url.substring(url.indexOf('?') + 1),
          json.writeValueAsBytes(exchange.get("response").get("body").get("json")));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/query";
    Files.writeString(
        folder.resolve("connector.toml"),
        Files.readString(EXAMPLE.resolve("connector.toml"))
            .replaceFirst("(?m)^http = .*$", "http = ['GET http://127.0.0.1:*/query']")
            .replaceFirst(
                "(?m)^wasm = .*$", "wasm = '" + EXAMPLE.resolve("earthquakes.wasm") + "'"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] page = pages.getOrDefault(exchange.getRequestURI().getRawQuery(), new byte[0]);
    exchange.sendResponseHeaders(page.length == 0 ? 404 : 200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private Invocation read(String... more) {
    return invoke("read", List.of("--table", "earthquakes", "--max-batches", "2"), more);
  }

  private Invocation invoke(String command, List<String> options, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "connector.toml"));
    arguments.addAll(options);
    arguments.addAll(
        List.of("--config", "endpoint=" + endpoint, "--config", "start=2018-01-31T00:00:00Z"));
    arguments.addAll(
        List.of("--config", "end=2018-02-07T02:00:00Z", "--grant", "http=http://127.0.0.1:*"));
    arguments.addAll(List.of("--grant", "log"));
    arguments.addAll(List.of(more));
    return Invocation.run(folder, arguments.toArray(String[]::new));
  }

  @Test
  void whatWasRecordedIsReadAgainWithoutTheService() {
    Invocation live = read("--record", "quakes.json");
    assertEquals(ExitCode.DONE, live.exitCode(), live.err());
    assertEquals(2, requests.get());
    server.stop(0);

    Invocation replayed = read("--replay", "quakes.json");
    assertEquals(ExitCode.DONE, replayed.exitCode(), replayed.err());
    assertTrue(live.out().equals(replayed.out()), "the rows differ");
  }

  @Test
  void aRequestThatIsNotRecordedNamesTheNearest() {
    read("--record", "quakes.json");
    Invocation other = read("--replay", "quakes.json", "--config", "page-size=100");
    assertTrue(other.exitCode() != ExitCode.DONE, other.out());
    assertTrue(other.err().contains("The nearest is exchange 1"), other.err());
    assertTrue(other.err().contains("parameter 'limit' is '100', and '200' there"), other.err());
  }

  @Test
  void aFaultBefallsTheAnswers() {
    Invocation faulty =
        read("--replay", EXAMPLE.resolve("cassette.json").toString(), "--fault", "status=503");
    assertTrue(faulty.exitCode() != ExitCode.DONE, faulty.out());
    assertTrue(faulty.err().contains("503"), faulty.err());
    assertEquals(0, requests.get());
  }

  @Test
  void discoverTakesThemToo() {
    Invocation discovered =
        invoke("discover", List.of(), "--record", "none.json", "--fault", "latency=1ms");
    assertEquals(ExitCode.DONE, discovered.exitCode(), discovered.err());
    assertTrue(discovered.out().contains("earthquakes"), discovered.out());
  }

  @Test
  void aRunIsRecordedAndReplayed() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.toml"),
        Files.readString(EXAMPLE.resolve("pipeline.toml"))
            .replaceFirst("(?m)^http = .*$", "http = ['http://127.0.0.1:*']")
            .replace("./cassette.json", EXAMPLE.resolve("cassette.json").toString())
            .replace("[source.config]", "[source.config]\nendpoint = '" + endpoint + "'"));
    Invocation live = Invocation.run(folder, "run", ".", "--record", "run.json");
    assertEquals(ExitCode.DONE, live.exitCode(), live.err());
    assertTrue(
        live.err().contains("recorded      to the cassette " + folder.resolve("run.json")),
        live.err());
    assertTrue(live.out().contains("1707 rows"), live.out());
    server.stop(0);

    Files.delete(folder.resolve("earthquakes.duckdb"));
    Invocation replayed =
        Invocation.run(folder, "run", ".", "--replay", "run.json", "--fault", "status=503,times=2");
    assertEquals(ExitCode.DONE, replayed.exitCode(), replayed.err());
    assertTrue(replayed.out().contains("1707 rows"), replayed.out());
  }

  @Test
  void optionsThatCannotBeAreBadInput() {
    assertBad("goes with neither --record", "--record", "a.json", "--replay", "b.json");
    assertBad("there is no such file", "--replay", "b.json");
    assertBad("name a file in a folder that there is", "--record", "no/folder/a.json");
    assertBad("there is no fault 'explode'", "--fault", "explode");
  }

  private void assertBad(String reason, String... options) {
    Invocation bad = read(options);
    assertEquals(ExitCode.BAD_INPUT, bad.exitCode(), bad.err());
    assertTrue(bad.err().contains(reason), bad.err());
  }
}

package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with a cassette asks the service itself only when it is told to. */
class LiveTest {
  private static final Path EARTHQUAKES = Path.of("../examples/earthquakes").toAbsolutePath();
  private static final String ONE_QUAKE =
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "us1",
         "properties": {"mag": 4.5, "place": "here", "time": 1517363399650, "updated": 1517363399651,
           "type": "earthquake", "status": "reviewed", "tsunami": 0, "sig": 1, "net": "us",
           "code": "1", "ids": ",us1,", "sources": ",us,", "types": ",geo,", "title": "one",
           "url": "https://example.com/1", "detail": "https://example.com/d", "magType": "mb"},
         "geometry": {"type": "Point", "coordinates": [1.5, 2.5, 10]}}]}
      """;

  @TempDir private Path folder;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().getPath());
          byte[] body = ONE_QUAKE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Invocation run(String... more) throws IOException {
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.copy(EARTHQUAKES.resolve("earthquakes.wasm"), folder.resolve("earthquakes.wasm"));
    Files.writeString(
        folder.resolve("connector.toml"),
        Files.readString(EARTHQUAKES.resolve("connector.toml"))
            .replace("GET earthquake.usgs.gov/fdsnws/event/1", "GET " + origin));
    Files.writeString(
        folder.resolve("pipeline.toml"),
        Files.readString(EARTHQUAKES.resolve("pipeline.toml"))
            .replace("\"./cassette.json\"", "\"" + EARTHQUAKES.resolve("cassette.json") + "\"")
            .replace("earthquake.usgs.gov", origin)
            .replace("[source.config]", "[source.config]\nendpoint = \"" + origin + "/events\""));
    return Invocation.run(
        folder,
        Stream.of(List.of("run", "."), List.of(more)).flatMap(List::stream).toArray(String[]::new));
  }

  @Test
  void theServiceIsAskedWhenItIsToldTo() throws IOException {
    Invocation done = run("--live");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertTrue(done.out().contains("earthquakes: 1 row"), done.out());
    assertTrue(!requests.isEmpty() && requests.get(0).startsWith("/events"), requests.toString());
  }

  @Test
  void otherwiseTheCassetteAnswersAndNothingElse() throws IOException {
    Invocation done = run();
    assertEquals(List.of(), requests);
    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode(), done.err());
    assertTrue(done.err().contains("cassette"), done.err());
  }

  @Test
  void theServiceIsAskedOnlyWhereItIsGranted() throws IOException {
    Invocation done = run("--live", "--config", "endpoint=http://localhost:1/events");
    assertEquals(List.of(), requests);
    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode(), done.err());
  }
}

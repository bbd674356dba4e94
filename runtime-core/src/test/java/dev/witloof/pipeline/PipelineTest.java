package dev.witloof.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.HttpRule;
import dev.witloof.connector.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final String MINIMAL =
      """
      [pipeline]
      name = "p"
      [source]
      connector = "file"
      [destination]
      connector = "duckdb"
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("connector.toml"), "");
    Files.writeString(folder.resolve("bare.wasm"), "");
    Files.writeString(folder.resolve("cassette.json"), "");
  }

  private Pipeline read(String toml) throws IOException {
    return Pipeline.read(Files.writeString(folder.resolve("pipeline.toml"), toml));
  }

  private List<String> problems(String toml) {
    return assertThrows(ConfigException.class, () -> read(toml)).problems().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    Pipeline pipeline = read(MINIMAL);
    assertEquals("p", pipeline.name());
    assertEquals(folder.toAbsolutePath(), pipeline.folder());
    assertEquals(List.of(), pipeline.tables());
    assertEquals(new ConnectorReference.OfName("file"), pipeline.source().connector());
    assertEquals(Optional.empty(), pipeline.source().httpCassette());
    assertEquals(Map.of(), pipeline.source().config());
    assertEquals(ConnectorManifest.Capabilities.NONE, pipeline.source().grants());
    assertEquals(CheckpointPolicy.DEFAULT, pipeline.checkpoint());
    assertEquals(RetryPolicy.DEFAULT, pipeline.retry());
    assertEquals(ConnectorManifest.Limits.DEFAULTS, pipeline.limits());
  }

  @Test
  void everythingCanBeSaid() throws IOException {
    Pipeline pipeline =
        read(
            """
            [pipeline]
            name = "earthquakes"
            tables = ["earthquakes"]
            [source]
            connector = "./connector.toml"
            http-cassette = "./cassette.json"
            [source.config]
            start = "2018-01-31T00:00:00Z"
            [source.grants]
            http = ["earthquake.usgs.gov"]
            config = true
            [destination]
            connector = "bare.wasm"
            [destination.config]
            path = "./earthquakes.duckdb"
            [checkpoint]
            rows = 10000
            bytes = "16 MiB"
            interval = "5s"
            [retry]
            attempts = 3
            initial-delay = "100ms"
            max-delay = "10s"
            [limits]
            next-deadline = "20s"
            """);
    assertEquals(List.of("earthquakes"), pipeline.tables());
    assertEquals(
        new Pipeline.End(
            new ConnectorReference.OfFile(folder.toAbsolutePath().resolve("connector.toml")),
            Optional.of(folder.toAbsolutePath().resolve("cassette.json")),
            Map.of("start", "2018-01-31T00:00:00Z"),
            new ConnectorManifest.Capabilities(
                List.of(HttpRule.parse("earthquake.usgs.gov")),
                List.of(),
                true,
                false,
                false,
                false)),
        pipeline.source());
    ConnectorReference.OfFile bare = (ConnectorReference.OfFile) pipeline.destination().connector();
    assertTrue(bare.isComponent());
    assertFalse(((ConnectorReference.OfFile) pipeline.source().connector()).isComponent());
    assertEquals(
        new CheckpointPolicy(10_000, 16 << 20, Duration.ofSeconds(5)), pipeline.checkpoint());
    assertEquals(
        new RetryPolicy(
            3,
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            RetryPolicy.DEFAULT.maxRateLimitDelay()),
        pipeline.retry());
    assertEquals(Optional.of(Duration.ofSeconds(20)), pipeline.limits().nextDeadline());
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    Path base = folder.toAbsolutePath();
    assertEquals(
        List.of(
            "4:1: source.connector: must be a manifest, a .wasm file or the name of a native"
                + " connector; there is no file "
                + base.resolve("gone.toml"),
            "5:1: source.http-cassette: must be a cassette, relative to this file; there is no file "
                + base.resolve("nothing"),
            "9:9: destination.grants.http[0]: must have a port from 1 to 65535, or * for any, not"
                + " 'one'",
            "11:1: checkpoint.row: is not known; did you mean 'rows'?; known here: rows, bytes,"
                + " interval",
            "13:1: retry.max-delay: must not be shorter than initial-delay"),
        problems(
            """
            [pipeline]
            name = "p"
            [source]
            connector = "gone.toml"
            http-cassette = "nothing"
            [destination]
            connector = "duckdb"
            [destination.grants]
            http = ["a:one"]
            [checkpoint]
            row = 1
            [retry]
            max-delay = "1s"
            initial-delay = "2s"
            """));
  }

  @Test
  void aDelayAloneKeepsTheOtherWithinReach() throws IOException {
    assertEquals(
        Duration.ofSeconds(60),
        read(MINIMAL + "[retry]\ninitial-delay = \"60s\"\n").retry().maxDelay());
    assertEquals(
        Duration.ofMillis(10),
        read(MINIMAL + "[retry]\nmax-delay = \"10ms\"\n").retry().initialDelay());
  }

  @Test
  void missingTablesAreNamed() {
    assertEquals(
        List.of(
            "1:1: pipeline: is missing; add the table [pipeline]",
            "1:1: source: is missing; add the table [source]",
            "1:1: destination: is missing; add the table [destination]"),
        problems(""));
  }
}

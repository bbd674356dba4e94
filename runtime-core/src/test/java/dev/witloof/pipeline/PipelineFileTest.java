package dev.witloof.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileTest {
  @TempDir Path folder;

  private PipelineFile read(String toml) throws IOException {
    Path file = folder.resolve("pipeline.toml");
    Files.writeString(file, toml);
    return PipelineFile.read(file);
  }

  @Test
  void readsEveryKey() throws IOException {
    PipelineFile pipeline =
        read(
            """
            [pipeline]
            name = "quakes"
            tables = ["a", "b"]
            [source]
            connector = "./connector.toml"
            http-recording = "./recording"
            [source.config]
            start = "2018"
            page-size = 200
            [source.grants]
            http = ["api.example.com"]
            config = true
            [source.limits]
            memory = "64 MiB"
            [destination]
            connector = "duckdb"
            [destination.config]
            path = "x.duckdb"
            [checkpoint]
            rows = 1e4
            bytes = "16 MiB"
            interval = "5s"
            [retry]
            attempts = 3
            initial-delay = "1s"
            max-delay = "1m"
            max-rate-limit-delay = "1h"
            """);

    assertEquals("quakes", pipeline.name());
    assertEquals(List.of("a", "b"), pipeline.tables());
    assertEquals(folder.toAbsolutePath(), pipeline.directory());
    assertEquals(
        Optional.of(folder.toAbsolutePath().resolve("recording")),
        pipeline.source().httpRecording());
    assertEquals(Map.of("start", "2018", "page-size", "200"), pipeline.source().config());
    assertEquals(List.of("api.example.com"), pipeline.source().grants().http());
    assertEquals(64L << 20, pipeline.source().limits().memory().getAsLong());
    assertEquals("duckdb", pipeline.destination().connector());
    assertEquals(
        new CheckpointPolicy(10_000, 16L << 20, Duration.ofSeconds(5)), pipeline.checkpoint());
    assertEquals(
        new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1)),
        pipeline.retry());
  }

  @Test
  void theRestHasDefaults() throws IOException {
    PipelineFile pipeline =
        read(
            """
            [pipeline]
            name = "p"
            [source]
            connector = "file"
            [destination]
            connector = "duckdb"
            """);
    assertEquals(List.of(), pipeline.tables());
    assertEquals(CheckpointPolicy.DEFAULT, pipeline.checkpoint());
    assertEquals(RetryPolicy.DEFAULT, pipeline.retry());
    assertEquals(Optional.empty(), pipeline.source().httpRecording());
  }

  @Test
  void namesEveryFaultWithItsPlace() {
    ConfigException thrown =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    [pipeline]
                    name = 5
                    [source]
                    conector = "x"
                    [destination]
                    connector = "duckdb"
                    [checkpoint]
                    rows = 0
                    [retry]
                    initial-delay = "1h"
                    max-delay = "1s"
                    """));
    String message = thrown.getMessage();
    for (String part :
        new String[] {
          "pipeline.toml:2",
          "pipeline.name",
          "source.conector",
          "did you mean 'connector'",
          "checkpoint.rows",
          "retry.max-delay"
        }) {
      assertTrue(message.contains(part), message);
    }
  }
}

package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Connectors;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LogSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination written in Rust: it decodes the batches, and at commit logs how many rows, what
 * sums and how many characters arrived since it was prepared.
 */
class DestinationPhasesTest {
  private static final List<String> LOG = new ArrayList<>();

  @TempDir static Path folder;
  private static ConnectorRuntime runtime;
  private static Connector rust;
  private static Connector file;
  private static Map<String, String> csv;

  @BeforeAll
  static void open() throws IOException {
    StringBuilder text = new StringBuilder("id,name,score\n");
    for (int i = 1; i <= 25; i++) {
      text.append("%d,n%02d,%s\n".formatted(i, i, i % 7 == 0 ? "" : i + ".5"));
    }
    Path rows = Files.writeString(folder.resolve("rows.csv"), text);
    Files.copy(Fixtures.guest("rust-destination"), folder.resolve("guest.wasm"));
    Files.writeString(
        folder.resolve("connector.toml"),
        """
        [connector]
        name = "sums"
        version = "1.0.0"
        kind = "destination"
        wasm = "./guest.wasm"
        [capabilities]
        clock = true
        log = true
        """);
    runtime = ConnectorRuntime.builder().log(DestinationPhasesTest::remember).build();
    Connectors connectors = new Connectors(runtime);
    Grants grants = Grants.builder().clock().log().build();
    rust = connectors.open("connector.toml", folder, LoadOptions.of(grants));
    file = connectors.open("file", folder, LoadOptions.of(Grants.none()));
    csv =
        Map.of(
            "path", rows.toString(),
            "columns", "id:int64,name:string,score:float64?",
            "primary-key", "id",
            "batch-rows", "10");
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  @BeforeEach
  void forget() {
    LOG.clear();
  }

  private static void remember(LogSink.LogLine line) {
    LOG.add(line.context() + ": " + line.message());
  }

  @Test
  void commitsWhatWasWrittenSinceItWasPrepared() {
    withBatches(
        (destination, batches) -> {
          destination.prepare(batches.get(0).schema());
          destination.write("rows", batches.get(0));
          destination.write("rows", batches.get(2));
          destination.commit();
          assertEquals(
              List.of("commit: rows=15 id_sum=170 chars=45 score_sum=148.5 clock=true"), LOG);
        });
  }

  @Test
  void abortForgetsWhatWasWritten() {
    withBatches(
        (destination, batches) -> {
          destination.prepare(batches.get(0).schema());
          destination.write("rows", batches.get(0));
          destination.abort();
          destination.prepare(batches.get(0).schema());
          destination.write("rows", batches.get(2));
          destination.commit();
          assertEquals(
              List.of(
                  "abort: rolled back",
                  "commit: rows=5 id_sum=115 chars=15 score_sum=96 clock=true"),
              LOG);
        });
  }

  @Test
  void theErrorsOfTheGuestAreThoseOfTheContract() {
    withBatches(
        (destination, batches) -> {
          ConnectorException.Permanent early =
              assertThrows(
                  ConnectorException.Permanent.class,
                  () -> destination.write("rows", batches.get(0)));
          assertTrue(early.getMessage().contains("rows not prepared"), early.getMessage());
          destination.abort();

          Field name = new Field("name", new DataType.Text(), false);
          Field swapped = new Field("id", new DataType.Text(), false);
          destination.prepare(new TableSchema("rows", List.of(swapped, name), List.of()));
          ConnectorException.SchemaIncompatible other =
              assertThrows(
                  ConnectorException.SchemaIncompatible.class,
                  () -> destination.write("rows", batches.get(0)));
          assertTrue(other.getMessage().contains("column id: Int64"), other.getMessage());
        });
  }

  @Test
  void afterAFailureOnlyAbortIsPossible() {
    withBatches(
        (destination, batches) -> {
          assertThrows(
              ConnectorException.Permanent.class, () -> destination.write("rows", batches.get(0)));
          IllegalStateException unusable =
              assertThrows(IllegalStateException.class, destination::commit);
          assertTrue(unusable.getMessage().contains("abort()"), unusable.getMessage());
          destination.abort();
          destination.prepare(batches.get(0).schema());
          destination.commit();
        });
  }

  /** Hands over a fresh destination and the batches of the file: 10, 10 and 5 rows. */
  private static void withBatches(BiConsumer<Destination, List<RecordBatch>> body) {
    List<RecordBatch> batches = new ArrayList<>();
    try (Source source = file.source(csv);
        ReadHandle handle = source.open("rows", Optional.empty());
        Destination destination = rust.destination(Map.of())) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        batches.add(next.get());
      }
      body.accept(destination, batches);
    } finally {
      batches.forEach(RecordBatch::close);
    }
  }
}

package dev.witloof.conformance.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.Scenario;
import dev.witloof.conformance.certification.ConformanceSettings.ReadBackSettings;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.TomlWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceSettingsTest {
  private static final Path COMMITTED =
      Path.of("src/main/resources/witloof/conformance.schema.json");

  @TempDir Path folder;

  private ConformanceSettings read(String text) throws IOException {
    return ConformanceSettings.read(Files.writeString(folder.resolve("conformance.toml"), text));
  }

  @Test
  void anEmptyFileSaysWhatNoFileSays() throws IOException {
    assertEquals(ConformanceSettings.DEFAULTS, read(""));
    assertEquals(0.5, ConformanceSettings.DEFAULTS.headroom());
    assertEquals(Duration.ofSeconds(60), ConformanceSettings.DEFAULTS.callLimit());
    assertEquals(Bounds.defaults(), ConformanceSettings.DEFAULTS.bounds());
  }

  @Test
  void everythingThereIsIsRead() throws IOException {
    ConformanceSettings settings =
        read(
            """
            absent = ["nested-types", "resumable"]
            tables = ["orders"]
            cassette = "./cassette.json"
            secrets = ["password"]
            headroom = 80
            call-limit = "5s"
            [config]
            start = "2026-01-01"
            page-size = 5
            [env]
            REGION = "eu"
            [bounds]
            batches = 10
            time = "2s"
            [scenarios.empty]
            config = { path = "none.csv" }
            [read-back]
            jdbc = "jdbc:duckdb:{temp}/lake.duckdb"
            """);
    assertEquals(Set.of(Behaviour.NESTED_TYPES, Behaviour.RESUMABLE), settings.absent());
    assertFalse(settings.behaviours().declares(Behaviour.INCREMENTAL));
    assertTrue(settings.behaviours().declares(Behaviour.ORDERED));
    assertEquals(List.of("orders"), settings.tables());
    assertEquals(Optional.of(folder.resolve("cassette.json")), settings.cassette());
    assertEquals(Set.of("password"), settings.secrets());
    assertEquals(0.8, settings.headroom());
    assertEquals(Duration.ofSeconds(5), settings.callLimit());
    assertEquals(Map.of("start", "2026-01-01", "page-size", "5"), settings.config());
    assertEquals(Map.of("REGION", "eu"), settings.env());
    assertEquals(new Bounds(10, 1_000_000, Duration.ofSeconds(2), 1_000_000), settings.bounds());
    assertEquals(Map.of(Scenario.Shape.EMPTY, Map.of("path", "none.csv")), settings.scenarios());
    assertEquals(
        Optional.of("jdbc:duckdb:/tmp/x/lake.duckdb"),
        settings.in(Path.of("/tmp/x")).readBack().jdbc());

    String written = TomlWriter.write(ConformanceShape.in(folder).write(settings));
    assertEquals(settings, ConformanceShape.read(ConfigReader.toml("written", written), folder));
  }

  @Test
  void everyFaultIsNamedWithItsPlace() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    absent = ["nested"]
                    headroom = 101
                    [bounds]
                    batch = 1
                    [scenarios.huge]
                    """));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(":1:"), message);
    assertTrue(message.contains("must be one of primary-keys, unique-keys, nested-types"), message);
    assertTrue(message.contains("headroom"), message);
    assertTrue(message.contains("bounds.batch"), message);
    assertTrue(message.contains("must be one of empty, one-row, wide, all-types"), message);
  }

  @Test
  void rowsAreSeenInOnePlace() throws IOException {
    ConformanceSettings settings =
        read("config = { url = \"{warehouse}/v1\" }\n[read-back]\nwarehouse = true\n");
    assertEquals(new ReadBackSettings(Optional.empty(), true), settings.readBack());
    assertEquals(
        Map.of("url", "http://127.0.0.1:9/v1"),
        settings.at(URI.create("http://127.0.0.1:9")).config());
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> read("[read-back]\nwarehouse = true\njdbc = \"jdbc:duckdb:x\"\n"));
    assertTrue(String.valueOf(e.getMessage()).contains("in place of jdbc"), e::getMessage);
  }

  @Test
  void rowsThatAreKnownAreNoMatterOfConfiguration() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read("[scenarios.known]\nconfig = {}\n"));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("one-row, wide, all-types, not \"known\""), message);
  }

  @Test
  void theCommittedSchemaIsThatOfTheReader() throws IOException {
    JsonMapper json = new JsonMapper();
    assertEquals(
        json.readTree(COMMITTED.toFile()).toPrettyString(),
        json.readTree(ConformanceSettings.schema().toString()).toPrettyString(),
        () -> COMMITTED + " must be what './witloof schema conformance' prints");
  }
}

package dev.witloof.connector.internal.manifest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed JSON Schema against the code that reads manifests. */
class ManifestSchemaTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ConnectorManifest.schema());

  @TempDir Path folder;

  @BeforeEach
  void component() throws IOException {
    Files.write(folder.resolve("c.wasm"), new byte[] {0});
  }

  @Test
  void theCommittedSchemaIsWhatTheCodeSays() throws IOException {
    try (InputStream committed =
        ConnectorManifest.class.getResourceAsStream("/witloof/connector.schema.json")) {
      assertEquals(
          ConnectorManifest.schema().toPrettyString(),
          new String(committed.readAllBytes(), StandardCharsets.UTF_8).strip(),
          "write the output of 'witloof schema connector' to"
              + " connector-sdk/src/main/resources/witloof/connector.schema.json");
    }
  }

  static Stream<Path> manifests() throws IOException {
    try (Stream<Path> examples = Files.walk(PROJECT.resolve("examples"), 2);
        Stream<Path> guests = Files.walk(PROJECT.resolve("guests"), 2)) {
      return Stream.concat(examples, guests)
          .filter(file -> file.toString().matches(".*/(connector|logging)\\.(toml|json)"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyManifestOfTheProjectFits(Path manifest) throws IOException {
    String text = Files.readString(manifest).replaceAll("wasm = .*", "wasm = \"c.wasm\"");
    ConnectorManifest read =
        ConnectorManifest.read(Files.writeString(folder.resolve("connector.toml"), text));
    assertEquals(List.of(), faults(read.textFor(folder.resolve("connector.json"))));
  }

  @Test
  void thereAreManifestsToCheck() throws IOException {
    assertTrue(manifests().count() >= 5, manifests().toList().toString());
  }

  @Test
  void aManifestWithEverythingFits() throws IOException {
    assertEquals(List.of(), faults(Files.readString(resource("everything.json"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'connector': 1}",
        "{'connector': {'name': 'c', 'kind': 'source', 'wasm': 'c.wasm'}}",
        "{'connector': {'name': 'a b', 'version': '1.0.0', 'kind': 'source', 'wasm': 'c.wasm'}}",
        "{'connector': {'name': 'c', 'version': '1.0', 'kind': 'source', 'wasm': 'c.wasm'}}",
        "{'connector': {'name': 'c', 'version': '01.0.0', 'kind': 'source', 'wasm': 'c.wasm'}}",
        "{'connector': {'name': 'c', 'version': '1.0.0', 'kind': 'sorce', 'wasm': 'c.wasm'}}",
        "{C, 'extra': {}}",
        "{C, 'capabilities': {'http': 'a.com'}}",
        "{C, 'capabilities': {'http': ['ftp://a.com']}}",
        "{C, 'capabilities': {'http': ['*']}}",
        "{C, 'capabilities': {'http': ['a.com', 'a.com']}}",
        "{C, 'capabilities': {'http': ['a.com/x?q']}}",
        "{C, 'capabilities': {'env': ['A=B']}}",
        "{C, 'capabilities': {'clock': 'yes'}}",
        "{C, 'capabilities': {'filesystem': true}}",
        "{C, 'limits': {'memory': '3 GB'}}",
        "{C, 'limits': {'memory': 1}}",
        "{C, 'limits': {'fuel': 0}}",
        "{C, 'limits': {'next-deadline': 30}}",
        "{C, 'limits': {'log': '2 MiB'}}",
        "{C, 'effects': {'reads': ['moon']}}",
        "{C, 'effects': {'idempotent': 'often'}}",
        "{C, 'determinism': {'needs': ['luck']}}",
        "{C, 'config': {'properties': {'a': {}}}}",
        "{C, 'config': {'properties': {'a': {'type': 'array'}}}}",
        "{C, 'config': {'properties': {'a': {'type': 'string', 'secret': 1}}}}",
        "{C, 'config': {'properties': {'a': {'type': 'string', '$ref': '#/x'}}}}",
        "{C, 'config': {'properties': {'a b': {'type': 'string'}}}}",
        "{C, 'config': {'type': 'array'}}",
        "{C, 'config': {'allOf': []}}"
      })
  void whatIsWrongIsWrongForBoth(String template) throws IOException {
    String manifest =
        template
            .replace(
                "C,",
                "'connector': {'name': 'c', 'version': '1.0.0', 'kind': 'source',"
                    + " 'wasm': 'c.wasm'},")
            .replace('\'', '"');
    Path file = Files.writeString(folder.resolve("connector.json"), manifest);
    assertThrows(ConfigException.class, () -> ConnectorManifest.read(file));
    assertFalse(faults(manifest).isEmpty(), manifest);
  }

  @Test
  void theSchemaIsOne() throws IOException {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    JsonNode schema = ConnectorManifest.schema();
    assertDoesNotThrow(() -> assertEquals(List.of(), List.copyOf(meta.validate(schema))));
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/manifests").resolve(name);
  }

  private static List<String> faults(String manifest) throws IOException {
    return SCHEMA.validate(JSON.readTree(manifest)).stream().map(Object::toString).toList();
  }
}

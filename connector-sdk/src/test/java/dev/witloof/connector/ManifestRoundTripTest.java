package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestRoundTripTest {
  private static final String CONNECTOR =
      "[connector]\nname = \"c\"\nversion = \"1.0.0\"\nkind = \"source\"\nwasm = \"c.wasm\"\n";

  @TempDir Path folder;

  @BeforeEach
  void component() throws IOException {
    Files.createDirectory(folder.resolve("inner"));
    Files.write(folder.resolve("c.wasm"), new byte[] {0});
  }

  @Test
  void bothFormatsSayTheSame() throws IOException {
    assertEquals(given("everything.json"), given("everything.toml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything.toml", "everything.json"})
  void nothingIsLostOnTheWayThroughTheOtherFormatAndBack(String name) throws IOException {
    assertSurvives(given(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[config]\n",
        "[config]\nadditionalProperties = true\n",
        "[config.properties.a]\ntype = \"string\"\ndefault = \"\"\n",
        "[config.properties.a]\ntype = \"string\"\nenum = [\"\\u0001\\\"\\\\\", \"é€😀\"]\n",
        "[config.properties.a]\ntype = \"number\"\nmaximum = 1e30\nminimum = -0.000001\n",
        "[effects]\nidempotent = false\n",
        "[determinism]\ndeterministic = false\n",
        "[limits]\nmemory = 65537\nnext-deadline = \"1001ms\"\n"
      })
  void neitherIsWhatIsSeldom(String tables) throws IOException {
    assertSurvives(read("connector.toml", CONNECTOR + tables));
  }

  @Test
  void thePathOfTheComponentIsWrittenForTheFolderOfTheFile() throws IOException {
    ConnectorManifest manifest = read("connector.toml", CONNECTOR);
    Path elsewhere = folder.resolve("inner/connector.toml");
    String text = manifest.textFor(elsewhere);
    assertEquals("wasm = \"../c.wasm\"", text.lines().toList().get(4));
    assertEquals(manifest, ConnectorManifest.read(Files.writeString(elsewhere, text)));
  }

  @Test
  void secretsAndRequiredSettingsAreNamed() throws IOException {
    ConfigSchema config = given("everything.toml").config();
    assertEquals(Set.of("token"), config.secretNames());
    assertEquals(Set.of("start", "token"), config.requiredNames());
    assertEquals(
        List.of("start", "page-size", "rate.limit", "verbose", "token"),
        List.copyOf(config.settings().keySet()));
  }

  private void assertSurvives(ConnectorManifest manifest) throws IOException {
    ConnectorManifest json = rewritten(manifest, "b.json");
    assertEquals(manifest, json);
    ConnectorManifest toml = rewritten(json, "c.toml");
    assertEquals(manifest, toml);
    assertEquals(
        manifest.textFor(folder.resolve("d.json")), toml.textFor(folder.resolve("d.json")));
  }

  private ConnectorManifest rewritten(ConnectorManifest manifest, String name) throws IOException {
    return read(name, manifest.textFor(folder.resolve(name)));
  }

  private ConnectorManifest given(String name) throws IOException {
    return read(name, Files.readString(Path.of("src/test/resources/manifests", name)));
  }

  private ConnectorManifest read(String name, String text) throws IOException {
    return ConnectorManifest.read(Files.writeString(folder.resolve(name), text));
  }
}

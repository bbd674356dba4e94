package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.HttpRule;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigReader;
import dev.witloof.connector.config.TomlWriter;
import dev.witloof.runtime.trust.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written reads as the same, and the committed schema is what the reader takes. */
class GrantsSchemaTest {
  private static final Path FILE = Path.of("grants.toml");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(GrantsFile.schema());

  @TempDir private Path folder;

  private GrantsFile everything() {
    return new GrantsFile(
        FILE,
        List.of(
            new GrantsFile.Publisher(
                "ac \"me\" é", SigningKey.create(folder.resolve("one")).publisher()),
            new GrantsFile.Publisher(
                "other", SigningKey.create(folder.resolve("two")).publisher())),
        List.of(
            new GrantsFile.Trusted(Optional.empty(), "ab".repeat(32), "cd".repeat(32)),
            new GrantsFile.Trusted(Optional.of("for people"), "00".repeat(32), "ff".repeat(32))),
        List.of(
            new Approval(
                "github",
                Optional.of("1.2.3"),
                "ab".repeat(32),
                Optional.of("acme"),
                Optional.of("2026-05-04T03:02:01Z"),
                new Capabilities(
                    List.of(HttpRule.parse("GET,PUT *.a.com:*/v1"), HttpRule.parse("[::1]:1")),
                    List.of("TOKEN", "_x"),
                    true,
                    true,
                    true,
                    true)),
            new Approval(
                "bare",
                Optional.empty(),
                "cd".repeat(32),
                Optional.empty(),
                Optional.empty(),
                Capabilities.NONE)));
  }

  private static String toml(ObjectNode tree) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> list : tree.properties()) {
      list.getValue()
          .forEach(each -> text.append(TomlWriter.element(list.getKey(), (ObjectNode) each)));
    }
    return text.toString();
  }

  @Test
  void nothingIsLostOnTheWayThroughAFileAndBack() {
    GrantsFile all = everything();
    ObjectNode tree = GrantsShape.at(FILE).write(all);
    assertEquals(Set.of(), SCHEMA.validate(tree), tree.toPrettyString());
    assertEquals(all, GrantsShape.at(FILE).read(ConfigReader.toml(FILE.toString(), toml(tree))));
    GrantsFile nothing = new GrantsFile(FILE, List.of(), List.of(), List.of());
    assertEquals("{}", GrantsShape.at(FILE).write(nothing).toString());
  }

  @Test
  void theCommittedSchemaIsWhatTheCodeSays() throws IOException {
    try (InputStream committed =
        GrantsFile.class.getResourceAsStream("/witloof/grants.schema.json")) {
      assertEquals(
          GrantsFile.schema().toPrettyString(),
          new String(committed.readAllBytes(), StandardCharsets.UTF_8).strip(),
          "write the output of 'witloof schema grants' to"
              + " runtime-core/src/main/resources/witloof/grants.schema.json");
    }
  }

  /** What the schema refuses the reader refuses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"approvals\":[]}",
        "{\"publisher\":{}}",
        "{\"publisher\":[{\"name\":\"a\"}]}",
        "{\"publisher\":[{\"name\":\"a\",\"key\":\"?\"}]}",
        "{\"publisher\":[{\"name\":\"\",\"key\":\"AAAA\"}]}",
        "{\"trusted\":[{\"component\":\"AB\",\"manifest\":\"cd\"}]}",
        "{\"trusted\":[7]}",
        "{\"approval\":[{\"name\":\"a\"}]}",
        "{\"approval\":[{\"name\":\"a\",\"component\":7}]}",
        "{\"approval\":[{\"name\":\"a\",\"component\":\"c\",\"clock\":\"yes\",\"http\":[\"*\"]}]}"
      })
  void schemaAndReaderRefuseTheSame(String json) throws IOException {
    JsonNode tree = new com.fasterxml.jackson.databind.json.JsonMapper().readTree(json);
    assertFalse(SCHEMA.validate(tree).isEmpty(), json);
    assertThrows(
        ConfigException.class,
        () -> GrantsShape.at(FILE).read(ConfigReader.json("grants.json", json)));
  }
}

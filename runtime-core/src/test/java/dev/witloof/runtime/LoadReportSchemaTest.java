package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load reports as JSON against their published schema. */
class LoadReportSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(LoadReportJson.schema());

  @TempDir Path folder;

  @Test
  void reportsOfAllSortsFit() throws IOException {
    try (InputStream in =
            LoadReportSchemaTest.class.getResourceAsStream("/components/c-zig-source.wasm");
        ConnectorRuntime runtime = ConnectorRuntime.builder().hostImports(List.of()).build()) {
      Path wasm = folder.resolve("c.wasm");
      Files.copy(in, wasm);
      Path uncompilable =
          Files.write(folder.resolve("uncompilable.wasm"), UncompilableFunctions.component());
      assertFits(runtime.inspect(wasm, LoadOptions.of(Grants.none())));
      assertFits(runtime.inspect(uncompilable, LoadOptions.of(Grants.none())));
      Path manifest =
          Files.writeString(
              folder.resolve("connector.toml"),
              """
              [connector]
              name = "c"
              version = "1.0.0"
              kind = "both"
              wasm = "c.wasm"
              description = "Counts"
              homepage = "https://example.com/"
              [config.properties.token]
              type = "string"
              secret = true
              [capabilities]
              http = ["GET a.com"]
              config = true
              [effects]
              reads = ["remote"]
              [determinism]
              deterministic = true
              needs = ["http"]
              """);
      LoadReport refused = runtime.inspect(manifest, LoadOptions.of(Grants.none()));
      assertFits(refused);
      assertFits(runtime.inspect(manifest, LoadOptions.of(Grants.development())));
      GrantsFile approved = GrantsFile.readIfExists(folder.resolve("grants.toml")).approve(refused);
      Files.write(wasm, new byte[] {1, 2, 3});
      LoadReport upgrade =
          runtime.inspect(manifest, LoadOptions.of(Grants.builder().file(approved).build()));
      assertFits(upgrade);
      assertEquals("c", LoadReportJson.render(upgrade).get("connector").asText());
      assertEquals("token", LoadReportJson.render(upgrade).get("secrets").get(0).asText());
    }
  }

  @Test
  void somethingElseDoesNotFit() {
    assertFalse(SCHEMA.validate(LoadReportJson.schema()).isEmpty());
  }

  private static void assertFits(LoadReport report) {
    ObjectNode json = LoadReportJson.render(report);
    assertEquals(
        List.of(), SCHEMA.validate(json).stream().map(Object::toString).toList(), json.toString());
  }
}

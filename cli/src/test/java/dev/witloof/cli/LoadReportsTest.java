package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.witloof.runtime.LoadReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report on each component there is, good or hostile, is as its schema says. */
class LoadReportsTest {
  private static final Path RESOURCES =
      Path.of("../conformance-tests/src/test/resources").toAbsolutePath().normalize();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(LoadReportJson.schema());

  @TempDir private Path folder;

  /** Components, and manifests beside them. */
  static List<Path> connectors() throws IOException {
    try (Stream<Path> guests = Files.list(RESOURCES.resolve("guests"));
        Stream<Path> hostile = Files.list(RESOURCES.resolve("hostile"))) {
      return Stream.concat(guests, hostile)
          .filter(file -> file.toString().matches(".*\\.(wasm|toml)"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void isAsTheSchemaSays(Path connector) throws IOException {
    Invocation done =
        Invocation.run(
            folder, "inspect", connector.toString(), "--json", "--engine", "interpreter");
    assertTrue(Set.of(ExitCode.DONE, ExitCode.REFUSED).contains(done.exitCode()), done.err());
    JsonNode report = new JsonMapper().readTree(done.out());
    assertEquals(Set.of(), SCHEMA.validate(report), report.toPrettyString());
    assertEquals(done.exitCode() == ExitCode.DONE, report.get("loadable").asBoolean());
    assertEquals(done.exitCode() == ExitCode.DONE, report.get("problems").isEmpty());
  }

  @Test
  void thereAreReportsToCheck() throws IOException {
    assertTrue(connectors().size() > 80, connectors().size() + " connectors");
  }
}

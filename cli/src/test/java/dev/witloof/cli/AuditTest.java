package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.witloof.runtime.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line writes down about connectors. */
class AuditTest {
  private static final Path CONNECTOR =
      Path.of("../conformance-tests/src/test/resources/hostile/log-flood.toml")
          .toAbsolutePath()
          .normalize();

  @TempDir private Path folder;

  private Invocation run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("read", CONNECTOR.toString(), "--table", "rows", "--limit", "fuel=1e6"));
    arguments.addAll(List.of(more));
    return Invocation.run(folder, arguments.toArray(String[]::new));
  }

  private List<JsonNode> audited() throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("audit.jsonl"))) {
      nodes.add(new JsonMapper().readTree(line));
    }
    return nodes;
  }

  @Test
  void grantsLoadsRefusalsAndLimitsAreWrittenDown() throws IOException {
    assertEquals(ExitCode.REFUSED, run("--audit", "audit.jsonl").exitCode());
    assertEquals(ExitCode.LIMIT_HIT, run("--audit", "audit.jsonl", "--grant", "log").exitCode());

    List<JsonNode> lines = audited();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AuditTrail.schema());
    lines.forEach(line -> assertEquals(Set.of(), schema.validate(line), line.toString()));
    assertEquals(
        List.of("refused", "granted", "loaded", "limit"),
        lines.stream().map(line -> line.get("event").asText()).toList());
    assertTrue(lines.get(0).get("problems").get(0).asText().contains("log"), lines.toString());
    assertEquals("log", lines.get(1).get("capability").asText());
    assertEquals("operator", lines.get(1).get("rule").asText());
    assertEquals("log", lines.get(2).get("granted").get(0).asText());
    assertEquals("transient", lines.get(3).get("decision").asText());
    assertEquals("log-flood", lines.get(3).get("connector").get("name").asText());
    assertEquals(64, lines.get(3).get("connector").get("sha256").asText().length());
  }

  @Test
  void verifyTellsOfGaps() throws IOException {
    assertEquals(ExitCode.LIMIT_HIT, run("--audit", "audit.jsonl", "--grant", "log").exitCode());
    Invocation good = Invocation.run(folder, "audit", "verify", "audit.jsonl");
    assertEquals(ExitCode.DONE, good.exitCode(), good.err());
    assertTrue(good.out().contains("3 lines in 1 files"), good.out());
    assertTrue(good.out().lines().anyMatch(line -> line.matches("gaps +none")), good.out());

    Path file = folder.resolve("audit.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(1);
    Files.write(file, lines);
    Invocation bad = Invocation.run(folder, "audit", "verify", "audit.jsonl", "--json");
    assertEquals(ExitCode.CONNECTOR_ERROR, bad.exitCode(), bad.err());
    JsonNode outcome = new JsonMapper().readTree(bad.out());
    assertFalse(outcome.get("faults").isEmpty(), bad.out());
    assertTrue(outcome.get("faults").get(0).asText().startsWith("audit.jsonl:2: "), bad.out());
  }

  @Test
  void badUseIsNamed() {
    assertBadInput("there is no folder", run("--audit", "missing/audit.jsonl"));
    assertBadInput("name it by --audit", run("--audit-fail-closed"));
    assertBadInput("there is no file", Invocation.run(folder, "audit", "verify", "none.jsonl"));
    assertBadInput("name what to do", Invocation.run(folder, "audit"));
    assertBadInput("write an instant", run("--clock", "yesterday"));
    assertBadInput("write an instant", run("--clock", "+1day"));
    assertBadInput("begins in 1970", run("--clock", "1969-12-31T23:59:59Z"));
    assertBadInput("--seed", run("--seed", "many"));
  }

  private static void assertBadInput(String hint, Invocation done) {
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains(hint), done.err());
  }

  @Test
  void theSchemaIsPrinted() throws IOException {
    Invocation done = Invocation.run(folder, "schema", "audit");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertEquals(AuditTrail.schema(), new JsonMapper().readTree(done.out()));
  }

  @Test
  void clockAndSeedAreTaken() {
    for (String clock : List.of("2024-02-29T23:59:59Z", "+P1D", "-PT1H")) {
      Invocation done = run("--grant", "log", "--clock=" + clock, "--seed", "-7");
      assertEquals(ExitCode.LIMIT_HIT, done.exitCode(), done.err());
    }
  }
}

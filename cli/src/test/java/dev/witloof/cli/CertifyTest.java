package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.witloof.conformance.certification.CertificateJson;
import dev.witloof.runtime.trust.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command certify, as users call it: exit codes, and what it writes. */
class CertifyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RESOURCES = ROOT.resolve("conformance-tests/src/test/resources");

  /**
   * What certify writes of the source in Rust, but for {@code run} and the checks, which are the
   * kit's; to be renewed with the component.
   */
  private static final Path GOLDEN = Path.of("src/test/resources/certify/rust-source.json");

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(CertificateJson.schema());

  @TempDir Path folder;

  @Test
  void aGoodComponentGetsTheCertificateThatItAlwaysGets() throws IOException {
    String guest = RESOURCES.resolve("guests/rust-source.wasm").toString();
    Invocation done = certify(guest, "--without", "nested-types", "--json");
    assertEquals(ExitCode.DONE, done.exitCode(), done.out() + done.err());
    ObjectNode first = certificate();
    assertEquals(first, JSON.readTree(done.out()));
    assertEquals(ExitCode.DONE, certify(guest, "--without", "nested-types").exitCode(), done.err());
    ObjectNode second = certificate();
    assertFalse(first.remove("run").equals(second.remove("run")));
    assertEquals(first.toPrettyString(), second.toPrettyString());
    assertTrue(first.get("checks").size() > 50, first::toPrettyString);
    first.remove(List.of("checks", "counts"));
    assertEquals(Files.readString(GOLDEN), first.toPrettyString() + "\n");
    String page = Files.readString(folder.resolve("certificate/certificate.html"));
    assertTrue(page.contains("<p class=\"verdict passed\">Passed</p>"), page);
    assertFalse(page.contains("<script"), page);
  }

  @Test
  void theExampleIsCertifiedFromItsFolderWithoutFlags() throws IOException {
    Invocation done = certify(ROOT.resolve("examples/earthquakes").toString());
    assertEquals(ExitCode.DONE, done.exitCode(), done.out() + done.err());
    ObjectNode certificate = certificate();
    assertEquals("recorded", certificate.at("/conditions/network").asText());
    JsonNode cassette = certificate.at("/conditions/cassette");
    Path file = ROOT.resolve("examples/earthquakes").resolve(cassette.get("name").asText());
    assertEquals(Digests.sha256(Files.readAllBytes(file)), cassette.get("sha256").asText());
    assertTrue(certificate.at("/conditions/limits/fuel").asLong() > 0, certificate::toPrettyString);
    String page = Files.readString(folder.resolve("certificate/certificate.html"));
    assertTrue(page.contains(cassette.get("sha256").asText()), page);
    assertEquals(
        List.of("http asked granted used", "config asked granted used", "log asked granted used"),
        capabilities(certificate));
    assertEquals("passed", state(certificate, "egress.allowed-hosts"));
    assertEquals("passed", state(certificate, "limits.headroom"));
  }

  @ParameterizedTest
  @CsvSource({
    "trap-in-next, stream.readable",
    "batch-of-other-schema, stream.readable",
    "error-for-ever, stream.readable",
    "wrong-signature, contract.shape",
    "missing-export, contract.shape",
    "backdoor-import, contract.shape",
    "random-bytes, contract.shape"
  })
  void aWrongComponentFailsByANamedCheck(String component, String check) throws IOException {
    Invocation done = certify(RESOURCES.resolve("hostile/" + component + ".wasm").toString());
    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode(), done.err());
    assertTrue(done.out().contains("FAILED " + check + ": "), done.out());
    JsonNode certificate = certificate();
    assertEquals("failed", state(certificate, check));
    assertFalse(certificate.get("passed").asBoolean());
  }

  @Test
  void whatIsNotApprovedIsNoFaultOfTheConnector() throws IOException {
    Files.copy(RESOURCES.resolve("guests/orders-rust.wasm"), folder.resolve("orders.wasm"));
    Files.writeString(
        folder.resolve("connector.toml"),
        """
        [connector]
        name = "orders"
        version = "1.0.0"
        kind = "source"
        wasm = "orders.wasm"
        [capabilities]
        http = ["api.example.com"]
        env = ["ORDERS_TOKEN"]
        config = true
        clock = true
        random = true
        log = true
        """);
    Invocation done = certify(folder.toString());
    assertEquals(ExitCode.REFUSED, done.exitCode(), done.err());
    assertTrue(done.err().contains("--grant http=api.example.com"), done.err());
    assertFalse(Files.exists(folder.resolve("certificate")));
  }

  @Test
  void theFileSourceIsCertifiedByAFile() throws IOException {
    Path setup = Files.createDirectory(folder.resolve("setup"));
    Files.writeString(setup.resolve("people.csv"), "id,name\n1,Ada\n2,\n3,Grace\n");
    Files.writeString(setup.resolve("none.csv"), "id,name\n");
    Files.writeString(
        setup.resolve("file.toml"),
        """
        absent = ["nested-types"]
        [config]
        path = "people.csv"
        columns = "id:int64,name:string?"
        primary-key = "id"
        batch-rows = 2
        [scenarios.empty]
        config = { path = "none.csv" }
        """);
    Files.createDirectory(folder.resolve("file"));
    Invocation done = certify("file", "--conformance", "setup/file.toml");
    assertEquals(ExitCode.DONE, done.exitCode(), done.out() + done.err());
    ObjectNode certificate = certificate();
    assertEquals("native", certificate.at("/implementation/kind").asText());
    assertEquals("unseen", certificate.at("/conditions/network").asText());
    assertEquals("passed", state(certificate, "cursor.resume"));
    assertEquals("passed", state(certificate, "stream.empty-table"));
  }

  @Test
  void aSecretOfAScenarioIsNotInTheCertificate() throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ada\n");
    Files.writeString(
        folder.resolve("file.toml"),
        """
        secrets = ["path"]
        absent = ["nested-types"]
        [config]
        path = "people.csv"
        columns = "id:int64,name:string?"
        [scenarios.empty]
        config = { path = "no-such-s3cret.csv" }
        """);
    Invocation done = certify("file", "--conformance", "file.toml");
    ObjectNode certificate = certificate();
    assertEquals("failed", state(certificate, "stream.empty-table"), done.err());
    assertFalse(certificate.toString().contains("no-such-s3cret"), certificate::toPrettyString);
    assertTrue(certificate.toString().contains("[redacted path 2]"), certificate::toPrettyString);
  }

  @Test
  void theDuckDbDestinationIsCertified() throws IOException {
    Files.writeString(
        folder.resolve("duckdb.toml"),
        """
        [config]
        path = "{temp}/lake.duckdb"
        [read-back]
        jdbc = "jdbc:duckdb:{temp}/lake.duckdb"
        """);
    Invocation done = certify("duckdb", "--conformance", "duckdb.toml");
    assertEquals(ExitCode.DONE, done.exitCode(), done.out() + done.err());
    assertEquals("passed", state(certificate(), "idempotency"));
  }

  /** The file may be a stranger's, as the connector is. */
  @Test
  void aFileThatNobodyNamedOpensNoDatabase() throws IOException {
    Path wasm = RESOURCES.resolve("guests/rust-destination.wasm");
    Files.copy(wasm, folder.resolve("connector.wasm"));
    Files.writeString(
        folder.resolve("conformance.toml"), "[read-back]\njdbc = \"jdbc:duckdb:trap.duckdb\"\n");
    Invocation done = certify("connector.wasm");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains("--conformance"), done.err());
    Files.writeString(folder.resolve("conformance.toml"), "cassette = \"none.json\"\n");
    done = certify("connector.wasm");
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains("none.json, and there is no such file"), done.err());
  }

  @Test
  void aFileThatNobodyNamedReadsNothingOutsideItsFolder() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path outside = Files.writeString(folder.resolve("outside.json"), "{}");
    Files.copy(RESOURCES.resolve("guests/rust-source.wasm"), inside.resolve("connector.wasm"));
    Files.createSymbolicLink(inside.resolve("link.json"), outside);
    for (String cassette : List.of("../outside.json", outside.toString(), "link.json", "/none")) {
      Files.writeString(inside.resolve("conformance.toml"), "cassette = \"" + cassette + "\"\n");
      Invocation done = certify("inside/connector.wasm");
      assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
      assertTrue(done.err().contains("cassette in the conformance.toml beside"), done.err());
      assertTrue(done.err().contains("not beneath its folder"), done.err());
      assertTrue(done.err().contains("by --conformance to let it"), done.err());
      done = certify("inside/connector.wasm", "--conformance", "inside/conformance.toml");
      assertFalse(done.err().contains("not beneath its folder"), done.err());
    }
  }

  /** A limit of the operator and a variable of the author decide what is found: both are named. */
  @Test
  void whatDecidesIsAmongTheConditions() throws IOException {
    Files.copy(RESOURCES.resolve("hostile/leaky.wasm"), folder.resolve("leaky.wasm"));
    Files.copy(RESOURCES.resolve("hostile/leaky.toml"), folder.resolve("connector.toml"));
    Files.writeString(
        folder.resolve("conformance.toml"),
        "[env]\nWITLOOF_TEST_TOKEN = \"ghp_0123456789abcdef\"\nNOT_ASKED_FOR = \"x\"\n");
    Invocation done = certify(".", "--limit", "fuel=77777777", "--limit", "next-deadline=7s");
    ObjectNode certificate = certificate();
    assertEquals(77_777_777, certificate.at("/conditions/limits/fuel").asLong(), done.err());
    assertEquals(7_000, certificate.at("/conditions/limits/next-deadline").asLong());
    assertEquals("[\"WITLOOF_TEST_TOKEN\"]", certificate.at("/conditions/variables").toString());
    assertFalse(certificate.toString().contains("ghp_0123456789abcdef"), done.out());
  }

  @Test
  void whatCannotBeReadIsBadInput() throws IOException {
    Files.writeString(folder.resolve("conformance.toml"), "absent = [\"nothing\"]\n");
    String guest = RESOURCES.resolve("guests/rust-source.wasm").toString();
    Invocation file = certify(guest, "--conformance", "conformance.toml");
    assertEquals(ExitCode.BAD_INPUT, file.exitCode(), file.err());
    assertTrue(file.err().contains("conformance.toml:1:"), file.err());
    Invocation behaviour = certify(guest, "--without", "nothing");
    assertEquals(ExitCode.BAD_INPUT, behaviour.exitCode());
    assertTrue(behaviour.err().contains("there are primary-keys, "), behaviour.err());
    Invocation empty = certify(Files.createDirectory(folder.resolve("empty")).toString());
    assertEquals(ExitCode.BAD_INPUT, empty.exitCode());
    assertTrue(empty.err().contains("there is no connector.toml in "), empty.err());
    assertEquals(ExitCode.BAD_INPUT, certify("nobody").exitCode());
  }

  private Invocation certify(String... arguments) {
    return Invocation.run(
        folder, Stream.concat(Stream.of("certify"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** What was written, which is as the schema says. */
  private ObjectNode certificate() throws IOException {
    JsonNode written = JSON.readTree(folder.resolve("certificate/certificate.json").toFile());
    assertEquals(Set.of(), SCHEMA.validate(written));
    return (ObjectNode) written;
  }

  private static String state(JsonNode certificate, String check) {
    return StreamSupport.stream(certificate.get("checks").spliterator(), false)
        .filter(node -> node.get("id").asText().equals(check))
        .map(node -> node.get("state").asText())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> capabilities(JsonNode certificate) {
    List<String> capabilities = new ArrayList<>();
    for (JsonNode node : certificate.get("capabilities")) {
      capabilities.add(
          Stream.of("asked", "granted", "used")
              .filter(key -> node.get(key).asBoolean())
              .collect(Collectors.joining(" ", node.get("capability").asText() + " ", "")));
    }
    return capabilities;
  }
}

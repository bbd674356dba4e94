package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.CheckResult;
import dev.witloof.conformance.CheckResult.State;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.Subject;
import dev.witloof.conformance.Witness;
import dev.witloof.conformance.internal.rows.Row;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What connectors are made of, say and send: each fault is caught by the check that names it. */
class TrailChecksTest {
  private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
  private static final String TOKEN = "ghp_0123456789abcdef";

  @TempDir Path folder;

  @Test
  void aSecretInARowIsCaught() {
    assertOnly(
        "secrets.no-raw-material",
        new SampleSource() {
          @Override
          Handle handle(TableSchema table, int from) {
            return new Handle(table, from) {
              @Override
              List<Row> rows(int start, int end) {
                List<Row> rows = new ArrayList<>();
                for (Row row : super.rows(start, end)) {
                  rows.add(table.name().equals("people") ? named(row) : row);
                }
                return rows;
              }

              private Row named(Row row) {
                return new Row(Arrays.asList(row.get(0), "by " + TOKEN));
              }
            };
          }
        });
  }

  @Test
  void aSecretInACursorIsCaught() {
    assertOnly(
        "secrets.no-raw-material",
        new SampleSource() {
          private final String suffix = "#" + TOKEN;

          @Override
          int position(TableSchema table, Cursor cursor) {
            String text = new String(cursor.toByteArray(), StandardCharsets.UTF_8);
            if (!text.endsWith(suffix)) {
              throw new ConnectorException.Permanent("this is no cursor");
            }
            String plain = text.substring(0, text.length() - suffix.length());
            return super.position(table, Cursor.of(plain.getBytes(StandardCharsets.UTF_8)));
          }

          @Override
          Handle handle(TableSchema table, int from) {
            return new Handle(table, from) {
              @Override
              Cursor cursorOf(int at) {
                String text = table.name() + ":" + at + suffix;
                return Cursor.of(text.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ghp_0123456789abcdef", // as it is
    "Z2hwXzAxMjM0NTY3ODlhYmNkZWY=", // in base64
    "fedcba9876543210_phg", // backwards
    "ghp_012345…" // its first half
  })
  void aSecretInAnErrorIsCaught(String said) {
    assertOnly(
        "observability.redaction",
        new SampleSource() {
          @Override
          TableSchema schemaOf(String table) {
            if (SampleTables.all().stream().noneMatch(known -> known.name().equals(table))) {
              throw new ConnectorException.Permanent("401 for token " + said);
            }
            return super.schemaOf(table);
          }
        });
  }

  @Test
  void aConnectorThatIsGivenNoSecretCannotGiveItAway() {
    SourceSubject subject = SourceSubject.of(Natives.source(config -> new SampleSource())).build();
    assertEquals(State.SKIPPED, run(subject, "secrets.no-raw-material").state());
    assertEquals(State.SKIPPED, run(subject, "observability.redaction").state());
  }

  @Test
  void whatTheRuntimeRedactsIsNoFinding() {
    CheckResult result = run(leaking("hostile/leaky.toml"), "observability.redaction");
    assertEquals(State.PASSED, result.state(), result.detail());
  }

  @Test
  void halfASecretInTheLogIsCaught() {
    CheckResult result = run(leaking("certify/half-secret.toml"), "observability.redaction");
    assertEquals(State.FAILED, result.state(), result.detail());
    assertTrue(result.detail().contains("WITLOOF_TEST_TOKEN"), result.detail());
    assertFalse(result.detail().contains(TOKEN.substring(0, 4)), result.detail());
  }

  @Test
  void aSettingHidesNoVariableOfTheSameName() throws IOException {
    String secret = "[config.properties.TOKEN]\ntype = \"string\"\nsecret = true\n";
    Files.copy(RESOURCES.resolve("hostile/leaky.wasm"), folder.resolve("leaky.wasm"));
    Path manifest =
        Files.writeString(
            folder.resolve("connector.toml"),
            """
            [connector]
            name = "leaky"
            version = "0.1.0"
            kind = "source"
            wasm = "leaky.wasm"
            [capabilities]
            env = ["TOKEN"]
            config = true
            log = true
            """
                + secret);
    Grants grants =
        Grants.builder()
            .all(ConnectorManifest.read(manifest).capabilities())
            .envFrom(Map.of("TOKEN", TOKEN))
            .build();
    LoadOptions options =
        LoadOptions.of(grants).withSecrets(Map.of("TOKEN", "what-the-operator-gave"));
    try (ConnectorUnderTest connector = ConnectorUnderTest.load(manifest, options)) {
      Map<String, String> secrets = connector.secrets(Map.of("TOKEN", "what-the-setting-has"));
      assertEquals(
          Set.of(TOKEN, "what-the-operator-gave", "what-the-setting-has"),
          Set.copyOf(secrets.values()));
      assertEquals(TOKEN, secrets.get("TOKEN"));
    }
  }

  private static SourceSubject leaking(String manifest) {
    Grants grants =
        Grants.builder()
            .env("WITLOOF_TEST_TOKEN")
            .envFrom(Map.of("WITLOOF_TEST_TOKEN", TOKEN))
            .config()
            .log()
            .build();
    return SourceSubject.of(
            ConnectorUnderTest.load(RESOURCES.resolve(manifest), LoadOptions.of(grants)))
        .build();
  }

  @Test
  void anExportBesideTheContractIsCaught() {
    Path file = RESOURCES.resolve("certify/extra-export.wasm");
    SourceSubject subject =
        SourceSubject.of(ConnectorUnderTest.load(file, LoadOptions.of(Grants.none()))).build();
    CheckResult result = run(subject, "contract.shape");
    assertEquals(State.FAILED, result.state());
    assertTrue(result.detail().contains("exports 'backdoor'"), result.detail());
  }

  @Test
  void aRequestToAHostThatIsNotAskedForIsCaught() throws IOException {
    SourceSubject subject = orders("", "https://elsewhere.example");
    CheckResult result = run(subject, "egress.allowed-hosts");
    assertEquals(State.FAILED, result.state(), result.detail());
    assertTrue(
        result.detail().contains("GET https://elsewhere.example:443 was refused"), result.detail());
  }

  @Test
  void requestsThatTheManifestDoesNotDeclareAreCaught() throws IOException {
    String nothing = "[effects]\nidempotent = true\n";
    CheckResult result = run(orders(nothing, "http://127.0.0.1:9"), "egress.effects");
    assertEquals(State.FAILED, result.state(), result.detail());
    assertTrue(result.detail().contains("no remote effects"), result.detail());
    String reads = "[effects]\nreads = [\"remote\"]\n";
    result = run(orders(reads, "http://127.0.0.1:9"), "egress.effects");
    assertEquals(State.PASSED, result.state(), result.detail());
  }

  @Test
  void aDeclarationThatTheTestContradictsIsCaught() throws IOException {
    String declared = "[determinism]\ndeterministic = true\nneeds = [\"http\"]\n";
    CheckResult result = run(orders(declared, "http://127.0.0.1:9"), "manifest.declarations");
    assertEquals(State.FAILED, result.state(), result.detail());
    assertTrue(result.detail().contains("deterministic = true"), result.detail());
  }

  /** The connector in Rust, with more in its manifest, sent to a service. */
  private SourceSubject orders(String more, String service) throws IOException {
    Files.copy(RESOURCES.resolve("guests/orders-rust.wasm"), folder.resolve("orders.wasm"));
    Path manifest =
        Files.writeString(
            folder.resolve("connector.toml"),
            """
            [connector]
            name = "orders"
            version = "0.1.0"
            kind = "source"
            wasm = "orders.wasm"
            [capabilities]
            http = ["GET http://127.0.0.1:9/v1"]
            env = ["ORDERS_TOKEN"]
            config = true
            clock = true
            random = true
            log = true
            """
                + more);
    Grants grants =
        Grants.builder()
            .all(ConnectorManifest.read(manifest).capabilities())
            .envFrom(Map.of("ORDERS_TOKEN", TOKEN))
            .build();
    SourceSubject subject =
        SourceSubject.of(ConnectorUnderTest.load(manifest, LoadOptions.of(grants)))
            .config(Map.of("base-url", service))
            .without(Behaviour.DETERMINISTIC)
            .build();
    Files.delete(folder.resolve("orders.wasm"));
    return subject;
  }

  private static void assertOnly(String check, SampleSource source) {
    ConnectorUnderTest connector =
        ConnectorUnderTest.of(
            Natives.source(config -> source).connector(), new Witness(), Map.of("token", TOKEN));
    try (ConformanceSuite suite = ConformanceSuite.of(SourceSubject.of(connector).build())) {
      List<CheckResult> failed =
          suite.runAll().stream().filter(result -> result.state() == State.FAILED).toList();
      assertEquals(List.of(check), failed.stream().map(CheckResult::id).toList(), failed::toString);
      assertFalse(failed.get(0).detail().contains(TOKEN), failed.get(0).detail());
    }
  }

  private static CheckResult run(Subject subject, String id) {
    try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
      return suite.checks().stream()
          .filter(check -> check.id().equals(id))
          .map(suite::run)
          .findFirst()
          .orElseThrow();
    }
  }
}

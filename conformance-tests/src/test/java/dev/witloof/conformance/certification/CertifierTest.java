package dev.witloof.conformance.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.CheckResult.State;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.Seed;
import dev.witloof.conformance.Witness;
import dev.witloof.conformance.certification.Certificate.CertifiedCheck;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.NativeConnector;
import dev.witloof.runtime.Reproducibility;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A source of one empty table: what is written of it. */
class CertifierTest {
  private static final String TABLE = "<b>rows</b>";

  @Test
  void theSameConnectorGivesTheSameCertificateButForTheRun() {
    ObjectNode first = CertificateJson.render(certify("none"));
    ObjectNode second = CertificateJson.render(certify("none"));
    assertNotEquals(first.remove("run"), second.remove("run"));
    assertEquals(first.toPrettyString(), second.toPrettyString());
    assertTrue(first.get("passed").asBoolean(), first::toPrettyString);
    assertTrue(first.get("determinism").get(0).get("same").asBoolean());
    assertEquals(60_000, first.at("/conditions/call-limit").asLong());
  }

  @Test
  void whatFailedIsToldWithItsRemedyAndWithoutSecrets() {
    Certificate certificate = certify("s3cr3t-value");
    assertFalse(certificate.passed());
    CertifiedCheck failed =
        certificate.checks().stream()
            .filter(check -> check.state() == State.FAILED)
            .findFirst()
            .orElseThrow();
    assertEquals("error.unknown-table", failed.id());
    assertTrue(failed.finding().orElseThrow().contains("[redacted token]"), failed::toString);
    assertTrue(failed.remedy().isPresent());
    String json = CertificateJson.render(certificate).toString();
    assertFalse(json.contains("s3cr3t-value"), json);
    assertTrue(CertificateText.render(certificate).contains("FAILED error.unknown-table: "));
  }

  @Test
  void whatTheConnectorSaysIsTextInThePage() {
    String page = CertificateHtml.render(certify("<script>alert(1)</script>"));
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<b>rows"), page);
    assertTrue(page.contains("&lt;b&gt;rows&lt;/b&gt;"), page);
    assertTrue(page.contains("<p class=\"verdict failed\">Failed</p>"), page);
    assertTrue(page.contains("error.unknown-table"), page);
    assertTrue(page.contains("after 60.0 s") || page.contains("after 60 s"), page);
  }

  @Test
  void whatWasNotProvidedIsToldInTermsOfTestsAndFiles() {
    assertEquals(
        Optional.of(
            "no scenario ONE_ROW: scenario(…) in a test, [scenarios.one-row] in conformance.toml"),
        reason("stream.one-row"));
    assertEquals(Optional.of("no scenario KNOWN: scenario(…) in a test"), reason("rows.known"));
  }

  private static Optional<String> reason(String id) {
    return certify("none").checks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  /**
   * @param token {@code none}, or what it says in an error that is none of the contract's
   */
  private static Certificate certify(String token) {
    ConnectorProvider provider = new OneTable(token);
    ConnectorUnderTest connector =
        ConnectorUnderTest.of(
            new NativeConnector(provider, Path.of("")),
            new Witness(),
            token.equals("none") || token.contains("<") ? Map.of() : Map.of("token", token));
    ConformanceSettings settings =
        ConformanceSettings.DEFAULTS.without(
            List.of(Behaviour.NESTED_TYPES, Behaviour.PRIMARY_KEYS, Behaviour.RESUMABLE));
    Conditions conditions =
        new Conditions(
            Conditions.Network.UNSEEN,
            Optional.empty(),
            Optional.empty(),
            Reproducibility.NONE,
            settings.absent(),
            List.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            settings.bounds(),
            settings.headroom(),
            settings.callLimit(),
            Set.of());
    return new Certifier(Implementation.of(provider), conditions)
        .certify(Subjects.of(connector, settings, Map.of(), Optional.empty(), new Seed(0)));
  }

  private record OneTable(String token) implements ConnectorProvider {
    @Override
    public String name() {
      return "one-table";
    }

    @Override
    public ConnectorKind kind() {
      return ConnectorKind.SOURCE;
    }

    @Override
    public Source openSource(Map<String, String> config) {
      if (!config.isEmpty()) {
        throw new ConnectorException.Permanent("there are no settings such as " + config.keySet());
      }
      return new Empty(token);
    }
  }

  private record Empty(String token) implements Source {
    @Override
    public List<TableSchema> discover() {
      return List.of(
          new TableSchema(TABLE, List.of(new Field("id", new DataType.Int64(), false)), List.of()));
    }

    @Override
    public ReadHandle open(String table, Optional<Cursor> cursor) {
      if (!table.equals(TABLE)) {
        throw token.equals("none")
            ? new ConnectorException.Permanent("there is no such table")
            : new IllegalStateException("no table for " + token);
      } else if (cursor.isPresent()) {
        throw new ConnectorException.Permanent("this source cannot be resumed");
      }
      return new ReadHandle() {
        @Override
        public Optional<RecordBatch> next() {
          return Optional.empty();
        }

        @Override
        public Cursor cursor() {
          return Cursor.of(new byte[0]);
        }
      };
    }
  }
}

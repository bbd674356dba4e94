package dev.witloof.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.conformance.certification.CertificateJson;
import dev.witloof.conformance.certification.ConformanceSettings;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.GrantsFile;
import dev.witloof.runtime.LoadReportJson;
import dev.witloof.runtime.audit.AuditTrail;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code witloof schema}: what the JSON that goes in and comes out looks like. */
@Command(name = "schema", description = "Prints a JSON Schema.", mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @ParentCommand private Witloof parent;

  @Parameters(
      paramLabel = "SCHEMA",
      description =
          "connector: manifests, in TOML and in JSON; grants: grants.toml; load-report: what 'inspect --json' prints;"
              + " audit: the lines that --audit writes; certificate: what certify writes; conformance:"
              + " conformance.toml.")
  private Schema schema = Schema.CONNECTOR;

  SchemaCommand() {}

  /** What there is a schema of. */
  enum Schema {
    CONNECTOR,
    GRANTS,
    LOAD_REPORT,
    AUDIT,
    CERTIFICATE,
    CONFORMANCE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public Integer call() {
    ObjectNode document =
        switch (schema) {
          case CONNECTOR -> ConnectorManifest.schema();
          case GRANTS -> GrantsFile.schema();
          case LOAD_REPORT -> LoadReportJson.schema();
          case AUDIT -> AuditTrail.schema();
          case CERTIFICATE -> CertificateJson.schema();
          case CONFORMANCE -> ConformanceSettings.schema();
        };
    Results.json(parent.console().out(), document);
    return ExitCode.DONE;
  }
}

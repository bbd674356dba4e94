package dev.witloof.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.config.TomlWriter;
import dev.witloof.connector.internal.manifest.CapabilitiesShape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Approvals as a {@link GrantsFile} has them. */
public final class ApprovalText {
  private ApprovalText() {}

  /** The lines that approve, in a {@link GrantsFile}, all that a connector asks for. */
  public static String of(LoadReport report) {
    return of(approval(report));
  }

  static Approval approval(LoadReport report) {
    return new Approval(
        report.connector(),
        report.version(),
        report.identity().sha256(),
        report.trust().publisher(),
        Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
        report.manifest().capabilities());
  }

  static String of(Approval approval) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("name", approval.name());
    approval.version().ifPresent(version -> table.put("version", version));
    table.put("component", approval.component());
    approval.publisher().ifPresent(publisher -> table.put("publisher", publisher));
    approval.approved().ifPresent(time -> table.put("approved", time));
    table.setAll(CapabilitiesShape.SHAPE.write(approval.capabilities()));
    return TomlWriter.element("approval", table);
  }
}

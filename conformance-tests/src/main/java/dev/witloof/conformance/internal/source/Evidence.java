package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.NotApplicable;
import dev.witloof.conformance.ReadEvidence;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.TableSchema;
import dev.witloof.runtime.trust.Digests;
import java.util.ArrayList;
import java.util.List;

/** The digests of what was read twice. */
final class Evidence {
  private Evidence() {}

  /** For each table that can be read twice; in their order. */
  static List<ReadEvidence> of(SourceProbe probe) {
    List<ReadEvidence> evidence = new ArrayList<>();
    for (TableSchema table : tables(probe)) {
      try {
        TableRead first = probe.positions(table);
        TableRead second = probe.positionsAgain(table);
        evidence.add(new ReadEvidence(table.name(), digests(first), digests(second)));
      } catch (NotApplicable | ConnectorException unreadable) {
        continue; // It is no evidence, and checks say why.
      }
    }
    return evidence;
  }

  private static List<TableSchema> tables(SourceProbe probe) {
    try {
      return probe.tables();
    } catch (NotApplicable undiscovered) {
      return List.of();
    }
  }

  private static ReadEvidence.Read digests(TableRead read) {
    return new ReadEvidence.Read(
        digest(read.cursorAt(0)),
        read.batches().stream()
            .map(
                batch ->
                    new ReadEvidence.Batch(
                        batch.rows().size(),
                        batch.sha256().orElseThrow(),
                        digest(batch.after().orElseThrow())))
            .toList());
  }

  private static String digest(Cursor cursor) {
    return Digests.sha256(cursor.toByteArray());
  }
}

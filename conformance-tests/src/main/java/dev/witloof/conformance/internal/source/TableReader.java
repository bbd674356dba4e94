package dev.witloof.conformance.internal.source;

import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.internal.rows.Rows;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads tables as far as bounds allow. */
final class TableReader {
  private final Bounds bounds;
  private final boolean cursors;
  private final boolean digests;

  private TableReader(Bounds bounds, boolean cursors, boolean digests) {
    this.bounds = bounds;
    this.cursors = cursors;
    this.digests = digests;
  }

  /** Reads rows and nothing else. */
  static TableReader within(Bounds bounds) {
    return new TableReader(bounds, false, false);
  }

  /** Asks for the cursor before the first batch and after each. */
  TableReader withCursors() {
    return new TableReader(bounds, true, digests);
  }

  /** Takes the digest of each batch's bytes. */
  TableReader withDigests() {
    return new TableReader(bounds, cursors, true);
  }

  /** Reads a table from there to its end. */
  TableRead read(Source source, String table, Optional<Cursor> from) {
    try (ReadHandle handle = source.open(table, from)) {
      return read(handle);
    }
  }

  /** Reads what is left of a handle. */
  TableRead read(ReadHandle handle) {
    long deadline = System.nanoTime() + bounds.time().toNanos();
    Optional<Cursor> start = cursors ? Optional.of(handle.cursor()) : Optional.empty();
    List<BatchRead> batches = new ArrayList<>();
    long rows = 0;
    Optional<String> cut = Optional.empty();
    for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
      BatchRead batch = take(next.get(), handle);
      batches.add(batch);
      rows += batch.rows().size();
      cut = exceeded(batches.size(), rows, deadline);
      if (cut.isPresent()) {
        break;
      }
    }
    Optional<Cursor> end =
        cursors && cut.isEmpty() ? Optional.of(handle.cursor()) : Optional.empty();
    return new TableRead(start, batches, end, cut);
  }

  private Optional<String> exceeded(int batches, long rows, long deadline) {
    if (batches > bounds.batches()) {
      return Optional.of(bounds.batches() + " batches");
    } else if (rows > bounds.rows()) {
      return Optional.of(bounds.rows() + " rows");
    }
    return System.nanoTime() - deadline > 0
        ? Optional.of(bounds.time().toString())
        : Optional.empty();
  }

  private BatchRead take(RecordBatch batch, ReadHandle handle) {
    try (batch) {
      return new BatchRead(
          batch.schema(),
          Rows.of(batch),
          cursors ? Optional.of(handle.cursor()) : Optional.empty(),
          digests ? Optional.of(sha256(batch.toIpc())) : Optional.empty());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

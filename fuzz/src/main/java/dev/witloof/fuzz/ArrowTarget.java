package dev.witloof.fuzz;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The Arrow border. Hostile bytes for a schema by choice are refused with a {@link
 * ConnectorException}, or make a batch whose every value can be read, and that is the same after it
 * was encoded and read again. Copied out of a larger array, it is no other. Honest bytes are
 * accepted. Nothing off-heap is left behind.
 */
public final class ArrowTarget {
  private static final long BUDGET = 16L << 20;

  private ArrowTarget() {}

  /** Bytes: which of both forms, a schema, and then the stream or how to make and damage one. */
  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    boolean raw = choices.flip();
    TableSchema table = Tables.table(choices);
    if (raw) {
      check(table, choices.rest());
      return;
    }
    byte[] honest = Rows.stream(table, choices);
    byte[] damaged = Damage.apply(honest, choices);
    if (!check(table, damaged) && Arrays.equals(honest, damaged)) {
      throw new AssertionError("an honest stream was refused; its schema is " + table);
    }
  }

  /** Whether the stream was accepted. */
  private static boolean check(TableSchema table, byte[] ipc) {
    byte[] kept = ipc.clone();
    boolean accepted = accept(table, () -> RecordBatch.ofIpc(ipc, table, BUDGET));
    long left = Root.ALLOCATOR.getAllocatedMemory();
    if (left != 0) {
      throw new AssertionError(left + " bytes of off-heap memory were not freed");
    }
    if (accepted != accept(table, () -> copied(table, kept))) {
      throw new AssertionError("the same stream was refused and accepted");
    }
    if (left != Root.ALLOCATOR.getAllocatedMemory()) {
      throw new AssertionError("a copy left off-heap memory behind");
    }
    return accepted;
  }

  /** A batch copied out of an array in which the stream goes on before and behind. */
  private static RecordBatch copied(TableSchema table, byte[] ipc) {
    byte[] around = new byte[3 * ipc.length];
    for (int at = 0; at < around.length; at += Math.max(1, ipc.length)) {
      System.arraycopy(ipc, 0, around, at, ipc.length);
    }
    RecordBatch batch = RecordBatch.copyOfIpc(around, ipc.length, ipc.length, table, BUDGET);
    Arrays.fill(around, (byte) -1);
    if (!Arrays.equals(ipc, batch.toIpc())) {
      throw new AssertionError("a copied batch gives back another stream");
    }
    return batch;
  }

  private static boolean accept(TableSchema table, Supplier<RecordBatch> door) {
    try (RecordBatch batch = door.get()) {
      List<String> values = new ArrayList<>();
      batch.forEach(
          root -> {
            String shown = Cells.show(table, root);
            values.add(shown);
            checkCopy(table, root, shown);
          });
      List<String> again = new ArrayList<>();
      batch.forEach(root -> again.add(Cells.show(table, root)));
      if (!again.equals(values)) {
        throw new AssertionError("lent twice, the batch differs: " + values + " and " + again);
      }
      return true;
    } catch (ConnectorException refused) {
      if (refused.getMessage() == null || refused.getMessage().isBlank()) {
        throw new AssertionError("a refusal that says nothing", refused);
      }
      return false;
    }
  }

  /** The rows as a connector would pass them on: copied, encoded, and read once more. */
  private static void checkCopy(TableSchema table, VectorSchemaRoot root, String expected) {
    byte[] encoded;
    try (RecordBatch copy = RecordBatch.build(table, into -> copy(root, into))) {
      encoded = copy.toIpc();
    }
    try (RecordBatch read = RecordBatch.ofIpc(encoded, table)) {
      read.forEach(
          reread -> {
            String shown = Cells.show(table, reread);
            if (!shown.equals(expected)) {
              throw new AssertionError("read " + expected + " but after encoding " + shown);
            }
          });
    } catch (ConnectorException e) {
      throw new AssertionError("the copy of an accepted batch was refused", e);
    }
  }

  private static void copy(VectorSchemaRoot from, VectorSchemaRoot into) {
    for (int i = 0; i < from.getFieldVectors().size(); i++) {
      from.getVector(i).makeTransferPair(into.getVector(i)).splitAndTransfer(0, from.getRowCount());
    }
    into.setRowCount(from.getRowCount());
  }

  /** The allocator above all batches, which a lent batch leads to. */
  private static final class Root {
    static final BufferAllocator ALLOCATOR;

    static {
      TableSchema table = Tables.table(new Choices(new byte[0]));
      try (RecordBatch batch =
          RecordBatch.ofIpc(Rows.stream(table, new Choices(new byte[0])), table)) {
        ALLOCATOR =
            batch.withReader(
                reader -> {
                  try {
                    return reader
                        .getVectorSchemaRoot()
                        .getVector(0)
                        .getAllocator()
                        .getParentAllocator();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
  }
}

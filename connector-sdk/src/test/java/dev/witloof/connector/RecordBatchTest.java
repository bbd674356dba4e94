package dev.witloof.connector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchTest {
  private static final TableSchema NUMBERS =
      new TableSchema(
          "numbers", List.of(new Field("n", new DataType.Int64(), false)), List.of("n"));

  /** A method reference, as the compiler warns of an explicit close within try-with-resources. */
  private static Consumer<VectorSchemaRoot> closing(RecordBatch batch) {
    Runnable close = batch::close;
    return root -> close.run();
  }

  private static RecordBatch numbers(int rows) {
    return RecordBatch.build(
        NUMBERS,
        root -> {
          for (int i = 0; i < rows; i++) {
            ((BigIntVector) root.getVector(0)).setSafe(i, i);
          }
          root.setRowCount(rows);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 1000})
  void vectorsSurviveTheWayThroughBytes(int rows) {
    try (RecordBatch built = Batches.random(rows, new Random(rows));
        RecordBatch read = RecordBatch.ofIpc(built.toIpc(), Batches.ALL_TYPES)) {
      assertEquals(rows, read.rowCount());
      assertEquals(built.rowCount(), read.rowCount());
      assertEquals(Batches.show(built), Batches.show(read));
    }
  }

  @Test
  void lendingTwiceGivesTheSameRows() {
    try (RecordBatch built = Batches.random(50, new Random(1));
        RecordBatch read = RecordBatch.ofIpc(built.toIpc(), Batches.ALL_TYPES)) {
      assertEquals(Batches.show(built), Batches.show(built));
      assertEquals(Batches.show(read), Batches.show(read));
      assertEquals(read.toIpc().length, read.byteSize());
    }
  }

  @Test
  void bytesHandedOutAreACopy() {
    try (RecordBatch built = numbers(10);
        RecordBatch read = RecordBatch.ofIpc(built.toIpc(), NUMBERS)) {
      byte[] first = read.toIpc();
      first[0] = 0;
      assertArrayEquals(built.toIpc(), read.toIpc());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1000})
  void theStreamIsWrittenAnywhereIntoAnArray(int rows) {
    try (RecordBatch built = Batches.random(rows, new Random(rows))) {
      byte[] ipc = built.toIpc();
      assertEquals(ipc.length, built.ipcLength());
      byte[] around = new byte[ipc.length + 8];
      built.copyIpc(around, 5);
      assertArrayEquals(ipc, Arrays.copyOfRange(around, 5, 5 + ipc.length));
      assertArrayEquals(new byte[5], Arrays.copyOf(around, 5));
      assertArrayEquals(new byte[3], Arrays.copyOfRange(around, 5 + ipc.length, around.length));
      assertThrows(IndexOutOfBoundsException.class, () -> built.copyIpc(around, 9));
      assertThrows(IndexOutOfBoundsException.class, () -> built.copyIpc(around, -1));
    }
  }

  @Test
  void aCopyNeedsNothingOfTheArrayItWasMadeOf() throws IOException {
    try (RecordBatch first = numbers(2);
        RecordBatch second = numbers(3)) {
      byte[] ipc = Streams.join(first.toIpc(), second.toIpc());
      byte[] source = ipc.clone();
      try (RecordBatch copy =
          RecordBatch.copyOfIpc(
              source, 0, source.length, NUMBERS, RecordBatch.DEFAULT_MEMORY_BUDGET)) {
        Arrays.fill(source, (byte) -1);
        assertArrayEquals(ipc, copy.toIpc());
        assertEquals(5, copy.rowCount());
        List<Long> values = new ArrayList<>();
        copy.forEach(
            root -> {
              for (int row = 0; row < root.getRowCount(); row++) {
                values.add(((BigIntVector) root.getVector(0)).get(row));
              }
            });
        assertEquals(List.of(0L, 1L, 0L, 1L, 2L), values);
      }
    }
  }

  @Test
  void aCopyOfARangeThatIsNotThereIsRefused() {
    byte[] source = new byte[8];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> RecordBatch.copyOfIpc(source, 4, 5, NUMBERS, RecordBatch.DEFAULT_MEMORY_BUDGET));
  }

  @Test
  void closeTwiceIsFineAndUseAfterwardsIsNot() {
    RecordBatch batch = numbers(3);
    batch.close();
    batch.close();
    assertTrue(
        assertThrows(IllegalStateException.class, batch::toIpc).getMessage().contains("closed"));
    assertThrows(IllegalStateException.class, batch::rowCount);
    assertThrows(IllegalStateException.class, batch::byteSize);
    assertThrows(IllegalStateException.class, batch::schema);
    assertThrows(IllegalStateException.class, () -> batch.forEach(root -> {}));
  }

  @Test
  void closeWithinACallbackIsRefused() {
    try (RecordBatch batch = numbers(3)) {
      assertThrows(IllegalStateException.class, () -> batch.forEach(closing(batch)));
      assertEquals(3, batch.rowCount());
    }
  }

  @Test
  void aKeptVectorMeetsAnExceptionAndNotFreedMemory() {
    List<VectorSchemaRoot> kept = new ArrayList<>();
    try (RecordBatch batch = numbers(3)) {
      batch.forEach(kept::add);
      BigIntVector vector = (BigIntVector) kept.get(0).getVector(0);
      assertThrows(RuntimeException.class, () -> vector.get(0));
    }
  }

  @Test
  void memoryHeldAfterALendingIsReported() {
    try (RecordBatch batch = numbers(3)) {
      List<ArrowBuf> kept = new ArrayList<>();
      assertThrows(
          IllegalStateException.class,
          () ->
              batch.withReader(
                  reader -> {
                    try {
                      BufferAllocator allocator =
                          reader.getVectorSchemaRoot().getVector(0).getAllocator();
                      return kept.add(allocator.buffer(64));
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  }));
      assertEquals(1, kept.size());
      assertEquals(3, batch.rowCount());
    }
  }

  @Test
  void anExceptionOfTheCallbackPassesThrough() {
    try (RecordBatch batch = numbers(3)) {
      IllegalArgumentException thrown = new IllegalArgumentException("mine");
      assertEquals(
          thrown,
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  batch.forEach(
                      root -> {
                        throw thrown;
                      })));
    }
  }

  @Test
  void buildChecksWhatTheConnectorFilled() {
    IllegalArgumentException noNull =
        assertThrows(
            IllegalArgumentException.class,
            () -> RecordBatch.build(NUMBERS, root -> root.setRowCount(2)));
    assertEquals(
        "column 'n' of table 'numbers' is not nullable, but has 2 nulls", noNull.getMessage());
    IllegalArgumentException noCount =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                RecordBatch.build(
                    NUMBERS,
                    root -> {
                      ((BigIntVector) root.getVector(0)).setSafe(0, 1);
                      root.getVector(0).setValueCount(1);
                    }));
    assertTrue(noCount.getMessage().contains("setRowCount"), noCount.getMessage());
  }

  @Test
  void moreMemoryThanTheBudgetIsATransientLimitHit() {
    try (RecordBatch built = numbers(1000)) {
      byte[] ipc = built.toIpc();
      ConnectorException.Transient hit =
          assertThrows(
              ConnectorException.Transient.class, () -> RecordBatch.ofIpc(ipc, NUMBERS, 1000));
      assertEquals(
          hit.getMessage(),
          assertThrows(
                  ConnectorException.Transient.class,
                  () -> RecordBatch.copyOfIpc(ipc, 0, ipc.length, NUMBERS, 1000))
              .getMessage());
      LimitHit limit = hit.limit().orElseThrow();
      assertEquals("batch-memory", limit.limit());
      assertEquals(1000, limit.budget());
      assertTrue(limit.used() >= 8000, limit.toString());
    }
  }

  @Test
  void aStreamMayHoldSeveralRecordBatches() throws IOException {
    try (RecordBatch first = numbers(2);
        RecordBatch second = numbers(3)) {
      try (RecordBatch both =
          RecordBatch.ofIpc(Streams.join(first.toIpc(), second.toIpc()), NUMBERS)) {
        List<Integer> sizes = new ArrayList<>();
        both.forEach(root -> sizes.add(root.getRowCount()));
        assertEquals(List.of(2, 3), sizes);
        assertEquals(5, both.rowCount());
        assertFalse(Batches.show(both).isEmpty());
      }
    }
  }
}

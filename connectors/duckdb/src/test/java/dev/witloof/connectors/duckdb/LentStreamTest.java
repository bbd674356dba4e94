package dev.witloof.connectors.duckdb;

import static dev.witloof.connectors.duckdb.TestDatabase.rows;
import static dev.witloof.connectors.duckdb.TestDatabase.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LentStreamTest {
  private static final TableSchema SCHEMA = table("t");

  @Test
  void waitsForTheReleaseOfTheStream() {
    lend(
        (rows, root) -> {
          LentStream lent = new LentStream(rows, root, root.getVector(0).getAllocator());
          CompletableFuture<Void> waiting = CompletableFuture.runAsync(lent::awaitRelease);
          assertFalse(endsWithin(waiting, 20));
          lent.close();
          waiting.join();
        });
  }

  @Test
  void waitsForEveryArrayThatIsHeldElsewhere() {
    lend(
        (rows, root) -> {
          LentStream lent = new LentStream(rows, root, root.getVector(0).getAllocator());
          assertTrue(lent.loadNextBatch());
          ArrowBuf held = root.getVector(0).getDataBuffer();
          held.getReferenceManager().retain();
          lent.close();
          CompletableFuture<Void> waiting = CompletableFuture.runAsync(lent::awaitRelease);
          assertFalse(endsWithin(waiting, 20));
          held.close();
          waiting.join();
          assertEquals(0, held.refCnt());
        });
  }

  private static boolean endsWithin(CompletableFuture<Void> future, int millis) throws Exception {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Lends one row, from bytes and from vectors. */
  private static void lend(Use use) {
    try (RecordBatch vectors = rows(SCHEMA, 0, 1, "a");
        RecordBatch bytes = RecordBatch.ofIpc(vectors.toIpc(), SCHEMA)) {
      for (RecordBatch batch : List.of(bytes, vectors)) {
        batch.withReader(
            rows -> {
              try {
                use.of(rows, rows.getVectorSchemaRoot());
                return true;
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
      }
    }
  }

  @FunctionalInterface
  private interface Use {
    void of(ArrowReader rows, VectorSchemaRoot root) throws Exception;
  }
}

package dev.witloof.connector.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Batches;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForgottenBatchTest {

  /** Nothing refers to the batch once this has returned. */
  private static long forget() {
    return Batches.random(1000, new Random(1)).rowCount();
  }

  @Test
  void theGarbageCollectorFreesABatchThatNobodyClosed() {
    long before = BatchMemory.allocated();
    assertTrue(forget() > 0);
    assertTrue(BatchMemory.allocated() > before);
    // Far more than it takes: only a batch that is never freed comes near.
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          while (BatchMemory.allocated() > before) {
            System.gc();
          }
        });
  }
}

package dev.witloof.connector.internal.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Batches;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Streams;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damages real streams by seeded chance: each is refused, or accepted and then readable. */
class BorderFuzzTest {
  private static final int ROUNDS = 4000;

  private static byte[] stream(int rows, long seed) {
    try (RecordBatch first = Batches.random(rows, new Random(seed));
        RecordBatch second = Batches.random(rows / 2, new Random(seed + 1))) {
      return Streams.join(first.toIpc(), second.toIpc());
    }
  }

  /** Whether the damage was found. */
  private static boolean refused(byte[] ipc) {
    try {
      Border.accepted(Batches.ALL_TYPES, ipc);
      return false;
    } catch (ConnectorException.Permanent e) {
      assertTrue(e.getMessage().startsWith("invalid Arrow data"), e.getMessage());
      return true;
    }
  }

  @Test
  void flippedBytes() {
    Random random = new Random(20261121);
    byte[] honest = stream(20, 1);
    long before = BatchMemory.allocated();
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] ipc = honest.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        ipc[random.nextInt(ipc.length)] ^= (byte) (1 << random.nextInt(8));
      }
      found += refused(ipc) ? 1 : 0;
    }
    // Flipped values and padding go unseen, as they must; flipped structure does not.
    assertTrue(found > ROUNDS / 10 && found < ROUNDS, "refused " + found);
    assertEquals(before, BatchMemory.allocated());
  }

  @Test
  void extremeNumbersAnywhere() {
    Random random = new Random(7);
    byte[] honest = stream(20, 2);
    int[] extremes = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFFFFF8, 1 << 20};
    long before = BatchMemory.allocated();
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] ipc = honest.clone();
      byte[] value = IpcForge.ints(extremes[random.nextInt(extremes.length)]);
      System.arraycopy(value, 0, ipc, random.nextInt(ipc.length / 4) * 4, value.length);
      found += refused(ipc) ? 1 : 0;
    }
    assertTrue(found > ROUNDS / 10, "refused " + found);
    assertEquals(before, BatchMemory.allocated());
  }

  @Test
  void everyTruncation() {
    byte[] honest = stream(3, 3);
    for (int length = 0; length < honest.length; length++) {
      byte[] ipc = Arrays.copyOf(honest, length);
      assertThrows(
          ConnectorException.Permanent.class,
          () -> RecordBatch.ofIpc(ipc, Batches.ALL_TYPES),
          "cut to " + length);
    }
  }
}

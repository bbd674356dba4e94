package dev.witloof.connectors.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.Cursor;
import dev.witloof.connector.TableSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that commits without end is killed, again and again, on the same file. */
class KilledProcessTest {
  private static final int ROWS = 3000;

  /** Rounds overlap by half, so that each replaces rows of the one before. */
  private static final int STEP = ROWS / 2;

  @TempDir Path folder;

  @Test
  void losesNothingCommittedAndShowsNothingElse()
      throws IOException, InterruptedException, SQLException {
    Path file = folder.resolve("out.duckdb");
    for (int commits : new int[] {1, 2, 40}) {
      long reported = killAfter(file, commits);
      long last = Long.parseLong(TestDatabase.query(file, Writer.LAST_ROUND).get(0));
      assertTrue(last >= reported, () -> "committed " + reported + ", but found " + last);
      assertEquals(
          List.of(last * STEP + ROWS + "|" + (last * STEP + ROWS)),
          TestDatabase.query(file, "SELECT count(*), count(DISTINCT id) FROM keyed"));
      assertEquals(
          List.of(String.valueOf((last + 1) * ROWS)),
          TestDatabase.query(file, "SELECT count(*) FROM appended"));
    }
  }

  /** The last round that the process had reported when it was killed. */
  private static long killAfter(Path file, int commits) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      String round = "";
      for (int i = 0; i < commits; i++) {
        round = said.readLine();
      }
      return Long.parseLong(round);
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  /** Resumes after the stored cursor and reports each round after its commit. */
  static final class Writer {
    static final String LAST_ROUND = "SELECT ('0x' || hex(position))::BIGINT FROM _witloof_cursors";

    private static final String PIPELINE = "p";

    private Writer() {}

    public static void main(String[] arguments) {
      TableSchema keyed = TestDatabase.table("keyed", "id");
      TableSchema appended = TestDatabase.table("appended");
      try (DuckDbDestination destination = DuckDbDestination.open(Path.of(arguments[0]))) {
        destination.prepare(keyed);
        destination.prepare(appended);
        long round =
            destination
                .loadCursor(PIPELINE, keyed.name())
                .map(cursor -> ByteBuffer.wrap(cursor.toByteArray()).getLong() + 1)
                .orElse(0L);
        for (; ; round++) {
          long from = round * STEP;
          TestDatabase.write(destination, keyed, from, from + ROWS, "r" + round + " ");
          TestDatabase.write(destination, appended, from, from + ROWS, "r" + round + " ");
          byte[] cursor = ByteBuffer.allocate(Long.BYTES).putLong(round).array();
          destination.stageCursor(PIPELINE, keyed.name(), Cursor.of(cursor));
          destination.commit();
          System.out.println(round);
        }
      }
    }
  }
}

package dev.witloof.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The earthquakes example in a process of its own, killed at ten different moments. */
class CrashTest {
  private static final Path EXAMPLE =
      Path.of("").toAbsolutePath().getParent().resolve("examples/earthquakes");
  private static final int MOMENTS = 10;
  private static final int SIGKILL_STATUS = 128 + 9;

  @TempDir Path temporary;

  /**
   * An undisturbed run says how long one takes. Then, each time in a fresh folder, a run is killed
   * after a different part of that, and another run completes it.
   */
  @Test
  void aKilledRunLosesNothingAndRepeatsNothing() throws Exception {
    List<String> events = eventsOfTheSource();
    Path undisturbed = freshCopy("undisturbed");
    long start = System.nanoTime();
    assertEquals(0, run(undisturbed, Long.MAX_VALUE));
    long whole = System.nanoTime() - start;
    assertEquals(events, eventsIn(undisturbed));

    int killed = 0;
    int interrupted = 0;
    for (int attempt = 0; killed < MOMENTS && attempt < 3 * MOMENTS; attempt++) {
      Path folder = freshCopy("killed-" + attempt);
      // The first third is the start of the JVM, before which there is nothing to lose.
      long after = whole / 3 + whole * 2 / 3 * killed / MOMENTS;
      start = System.nanoTime();
      if (run(folder, after) == SIGKILL_STATUS) {
        killed++;
      } else {
        // The machine has become faster: that was the whole.
        whole = System.nanoTime() - start;
      }
      if (Files.exists(folder.resolve("earthquakes.duckdb"))) {
        interrupted++;
      }
      assertEquals(0, run(folder, Long.MAX_VALUE), "run after the kill of attempt " + attempt);
      assertEquals(events, eventsIn(folder), "after the kill of attempt " + attempt);
    }
    assertEquals(MOMENTS, killed, "runs that were killed before their end");
    assertTrue(interrupted > 0, "no run was killed while it wrote");
  }

  private Path freshCopy(String name) throws IOException {
    Path folder = temporary.resolve(name);
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        String relative = EXAMPLE.relativize(file).toString();
        if (relative.isEmpty()
            || relative.matches("cassette\\.json|(connector|pipeline)\\.toml|earthquakes\\.wasm")) {
          Files.copy(file, folder.resolve(relative));
        }
      }
    }
    return folder;
  }

  /** The exit status; the process is killed when it takes longer than {@code nanos}. */
  private static int run(Path folder, long nanos) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.witloof.cli.Witloof", "run", folder.toString(), "--no-cache"));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    if (!process.waitFor(Math.min(nanos, TimeUnit.MINUTES.toNanos(5)), TimeUnit.NANOSECONDS)) {
      process.destroyForcibly();
    }
    int status = process.waitFor();
    assertTrue(status == 0 || status == SIGKILL_STATUS, () -> status + ": " + read(output));
    return status;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> eventsOfTheSource() throws IOException {
    List<String> ids = new ArrayList<>();
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(EXAMPLE.resolve("earthquakes.json.gz")))) {
      for (JsonNode event : new ObjectMapper().readTree(in).get("features")) {
        ids.add(event.get("id").asText());
      }
    }
    Collections.sort(ids);
    assertTrue(ids.size() > 1_000, "the source has only " + ids.size() + " events");
    return ids;
  }

  private static List<String> eventsIn(Path folder) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection database =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("earthquakes.duckdb"));
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM earthquakes")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    Collections.sort(ids);
    return ids;
  }
}

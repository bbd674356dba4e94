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

/** The earthquakes example in a process of its own, killed at ten moments of its writing. */
class CrashTest {
  private static final Path EXAMPLE =
      Path.of("").toAbsolutePath().getParent().resolve("examples/earthquakes");
  private static final String DATABASE = "earthquakes.duckdb";
  private static final int MOMENTS = 10;
  private static final int NEVER = Integer.MAX_VALUE;
  private static final int SIGKILL_STATUS = 128 + 9;

  @TempDir Path temporary;

  /**
   * Each time in a fresh folder, a run is killed when the files of the database have changed so
   * many times, beginning with their creation, and another run completes it. A run that changes
   * them less often ends by itself.
   */
  @Test
  void aKilledRunLosesNothingAndRepeatsNothing() throws Exception {
    List<String> events = eventsOfTheSource();
    Path undisturbed = freshCopy("undisturbed");
    assertEquals(0, run(undisturbed, NEVER));
    assertEquals(events, eventsIn(undisturbed));

    int killed = 0;
    for (int changes = 1; changes <= MOMENTS; changes++) {
      Path folder = freshCopy("killed-" + changes);
      if (run(folder, changes) == SIGKILL_STATUS) {
        killed++;
      }
      assertEquals(0, run(folder, NEVER), "run after " + changes + " changes");
      assertEquals(events, eventsIn(folder), "killed after " + changes + " changes");
    }
    assertTrue(killed > 0, "no run was killed while it wrote");
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

  /** The exit status; the process is killed when the database has changed so many times. */
  private static int run(Path folder, int changes) throws IOException, InterruptedException {
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
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
    long size = 0;
    int changed = 0;
    while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
      long now = written(folder);
      changed += now == size ? 0 : 1;
      size = now;
      if (changed >= changes || System.nanoTime() - deadline > 0) {
        process.destroyForcibly().waitFor();
      }
    }
    int status = process.waitFor();
    assertTrue(status == 0 || status == SIGKILL_STATUS, () -> status + ": " + read(output));
    return status;
  }

  /** Bytes of the files of the database. */
  private static long written(Path folder) {
    long bytes = 0;
    for (String name : List.of(DATABASE, DATABASE + ".wal")) {
      // Zero when there is none, or none any more.
      bytes += folder.resolve(name).toFile().length();
    }
    return bytes;
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
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(DATABASE));
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

package dev.witloof.connectors.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  @TempDir Path folder;

  @Test
  void refusesFilesThatAreNoDatabase() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a database, but long enough");
    assertProblem(text, text + ": the file is not a DuckDB database; choose another path");
    assertEquals("not a database, but long enough", Files.readString(text));
    assertProblem(folder, "is a folder; path must name a file");
    assertProblem(folder.resolve("a;b.duckdb"), "cannot open a path with a semicolon");
    assertProblem(folder.resolve("none/out.duckdb"), "none does not exist; create it first");
  }

  @Test
  void tellsThatAnotherProcessHasTheFileOpen() throws IOException, InterruptedException {
    Path file = folder.resolve("out.duckdb");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("open", said.readLine());
      var error =
          assertThrows(ConnectorException.Transient.class, () -> DuckDbDestination.open(file));
      assertTrue(
          String.valueOf(error.getMessage())
              .startsWith(file + ": another process has the database open; close it there"),
          error::getMessage);
    } finally {
      holder.destroyForcibly().waitFor();
    }
    DuckDbDestination.open(file).close();
  }

  /** Another process that holds a database until it is killed or its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) {
      try (var connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
        System.out.println(connection.isClosed() ? "closed" : "open");
        System.in.read();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void assertProblem(Path file, String problem) {
    var error =
        assertThrows(ConnectorException.Permanent.class, () -> DuckDbDestination.open(file));
    assertTrue(
        String.valueOf(error.getMessage()).contains(problem), () -> "was: " + error.getMessage());
  }
}

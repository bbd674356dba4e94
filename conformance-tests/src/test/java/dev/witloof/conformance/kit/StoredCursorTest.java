package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadedConnector;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cursor's bytes are all that a process needs that did not make it, which no check within one
 * process can show.
 */
class StoredCursorTest {
  private static final Path COMPONENT = Path.of("src/test/resources/guests/rust-source.wasm");
  private static final String TABLE = "numbers";

  @TempDir Path folder;

  @Test
  void opensTheTableInAnotherProcess() throws Exception {
    Path cursor = folder.resolve("cursor");
    Path rows = folder.resolve("rows");
    List<String> rest;
    try (ConnectorRuntime runtime = ConnectorRuntime.create();
        LoadedConnector connector = runtime.load(COMPONENT, Grants.none());
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open(TABLE, Optional.empty())) {
      for (int i = 0; i < 4; i++) {
        handle.next().ifPresent(RecordBatch::close);
      }
      Files.write(cursor, handle.cursor().toByteArray());
      rest = StoredCursor.rows(handle);
    }
    assertEquals(600, rest.size());
    run(COMPONENT.toString(), TABLE, cursor.toString(), rows.toString());
    assertEquals(rest, Files.readAllLines(rows));
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            StoredCursor.class.getName());
    java.command().addAll(List.of(arguments));
    Process process =
        java.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile())).start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the process hangs");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(log));
  }
}

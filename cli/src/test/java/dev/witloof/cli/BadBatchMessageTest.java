package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadBatchMessageTest {
  @TempDir Path folder;

  @Test
  void namesConnectorTableAndByte() {
    String wasm =
        Path.of("../conformance-tests/src/test/resources/hostile/batch-garbage.wasm")
            .toAbsolutePath()
            .normalize()
            .toString();
    Invocation done = Invocation.run(folder, "read", wasm, "--table", "rows");

    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode(), done.err());
    assertTrue(done.err().contains("next() of table 'rows' returned a bad batch"), done.err());
    assertTrue(done.err().contains("at byte 0"), done.err());
    assertTrue(done.err().contains("connector 'batch-garbage'"), done.err());
  }
}

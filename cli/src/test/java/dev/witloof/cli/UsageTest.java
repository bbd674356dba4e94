package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                             | name a command
          fetch                                          | fetch
          read                                           | CONNECTOR
          read file                                      | --table
          read file --table t --max-batches 0            | --max-batches 0
          read file --table t --max-batches many         | many
          discover file --grant disk                     | http=RULE, env=NAME
          discover file --grant http=ftp://a.com         | scheme https
          discover file --grant http                     | http=RULE
          discover file --grant env=*                    | one environment variable
          discover file --grant clock=yes                | config, clock, log
          discover file --limit memory=lots              | --limit memory: must be a size
          discover file --limit speed=9                  | speed
          discover file --limit fuel                     | NAME=VALUE
          discover file --config path                    | NAME=VALUE
          discover file --engine turbo                   | turbo
          discover postgres                              | file
          discover missing.wasm                          | missing.wasm
          discover missing.toml                          | missing.toml
          inspect file                                   | native
          discover duckdb                                | no source
          """)
  void badUsageEndsWithTwoAndSaysWhatIsWrong(String command, String hint) {
    Invocation done =
        Invocation.run(folder, command.isEmpty() ? new String[0] : command.split(" "));

    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().startsWith("witloof: "), done.err());
    assertTrue(done.err().contains(hint), done.err());
    assertFalse(done.err().contains("\tat "), done.err());
    assertEquals("", done.out());
  }

  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    Invocation done = Invocation.run(folder, "--help");

    assertEquals(ExitCode.DONE, done.exitCode());
    assertTrue(done.out().contains("inspect"), done.out());
    assertTrue(done.out().contains("refused at load"), done.out());
  }

  @Test
  void debugAddsTheStackTrace() {
    Invocation done = Invocation.run(folder, "discover", "missing.wasm", "--debug");

    assertEquals(ExitCode.BAD_INPUT, done.exitCode());
    assertTrue(done.err().contains("\n  at dev.witloof."), done.err());
  }
}

package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says of components that lie, loop, grow or fall over; all in one JVM. */
class HostileConnectorsTest {
  private static final Path HOSTILE =
      Path.of("../conformance-tests/src/test/resources/hostile").toAbsolutePath().normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backdoor-import         | 4 | 'witloof:connector/backdoor@0.1.0': unknown
          core-module             | 4 | this is a core WebAssembly module
          empty-file              | 4 | at byte 0x0
          random-after-header     | 4 | at byte 0x8
          random-bytes            | 4 | not WebAssembly
          truncated-component     | 4 | unexpected end
          missing-export          | 4 | exports neither a source nor a destination
          wrong-field             | 4 | expected name, found 'label'
          wrong-signature         | 4 | [method]read-handle.next, result, ok, option: expected list<u8>, found string
          memory-declared-4gib    | 4 | starts with 4.0 GiB of memory, and the limit is 256 MiB
          table-declared-huge     | 4 | starts with 128.0 GiB of memory, and the limit is 256 MiB
          log-flood               | 4 | log = true under [capabilities]
          batch-cut-short         | 1 | next() of table 'rows' returned a bad batch
          batch-empty             | 1 | end-of-stream
          batch-garbage           | 1 | bad batch
          batch-length-lie        | 1 | 2147483647 bytes of metadata
          batch-of-other-schema   | 1 | expected Utf8, found Int(64, true)
          column-twice            | 1 | two columns named 'id'
          key-names-no-column     | 1 | primary key of table 'rows'
          type-doubles            | 1 | more than 10000
          type-out-of-range       | 1 | refers to type 7
          type-refers-to-itself   | 1 | type 0 refers to type 0
          deep-recursion          | 1 | call stack exhausted
          error-not-utf8          | 1 | invalid utf-8
          forged-handle           | 1 | unknown handle index 77
          list-of-2-31            | 1 | 2147483648
          trap-in-next            | 1 | trapped in next() of table 'rows'
          loop-in-cursor          | 3 | cursor() of table 'rows' hit its fuel limit
          loop-in-destructor      | 3 | drop() of table 'rows' hit its fuel limit
          loop-in-discover        | 3 | discover() hit its fuel limit
          loop-in-next            | 3 | next() of table 'rows' hit its fuel limit
          loop-in-post-return     | 3 | next() of table 'rows' hit its fuel limit
          loop-in-realloc         | 3 | open() of table 'rows' hit its fuel limit
          loop-in-start           | 3 | instantiate() hit its fuel limit
          table-bomb              | 3 | hit its memory limit
          memory-bomb             | 3 | hit its memory limit
          memory-bomb-in-start    | 3 | of 268435456 bytes
          handle-flood            | 3 | of 10000 handles
          list-over-lifted-limit  | 3 | --limit lifted-bytes
          """)
  void isRefusedOrEndsWithAMessage(String component, int exitCode, String message) {
    Invocation done = read(component, "--limit", "fuel=2e7");

    assertEquals(exitCode, done.exitCode(), done.err());
    assertTrue(done.err().contains(message), done.err());
    assertFalse(done.err().contains("internal error"), done.err());
    assertFalse(done.err().contains("\tat "), done.err());
    aGoodConnectorStillRuns();
  }

  @Test
  void aDeadlineEndsALoopThatHasFuel() {
    Invocation done = read("loop-in-next", "--limit", "fuel=1e15", "--limit", "next-deadline=50ms");

    assertEquals(ExitCode.LIMIT_HIT, done.exitCode(), done.err());
    assertTrue(done.err().contains("next-deadline limit"), done.err());
  }

  @Test
  void theInterpreterHoldsTheSameLimits() {
    Invocation done = read("loop-in-next", "--engine", "interpreter", "--limit", "fuel=1e6");

    assertEquals(ExitCode.LIMIT_HIT, done.exitCode(), done.err());
    assertTrue(done.err().contains("of 1000000 units"), done.err());
  }

  @Test
  void aMessageCannotForgeALineNorDriveTheTerminal() {
    Invocation done = read("error-with-escapes");

    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode());
    assertEquals(1, done.err().lines().count(), done.err());
    assertTrue(done.err().startsWith("witloof: next() of table 'rows': "), done.err());
    assertTrue(done.err().contains("⏎witloof: done, all is well"), done.err());
    assertTrue(
        done.err().chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)), done.err());
  }

  @Test
  void aMessageOfMegabytesIsCut() {
    Invocation done = read("error-huge");

    assertEquals(ExitCode.CONNECTOR_ERROR, done.exitCode());
    assertTrue(done.err().length() < 2_000, "characters: " + done.err().length());
  }

  @Test
  void endlessBatchesEndWhereTheUserSaysAndKeepACursor() throws Exception {
    Invocation done = read("endless-batches", "--max-batches", "3", "--cursor-file", "c");

    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertEquals(9, done.lines().size());
    assertEquals(1, Files.size(folder.resolve("c")));
  }

  @Test
  void inspectTellsWhatStopsAComponentAndEndsWithFour() {
    Invocation done =
        Invocation.run(folder, "inspect", HOSTILE.resolve("wrong-signature.wasm").toString());

    assertEquals(ExitCode.REFUSED, done.exitCode());
    assertTrue(done.out().contains("refused"), done.out());
    assertTrue(done.out().contains("expected list<u8>, found string"), done.out());
  }

  private void aGoodConnectorStillRuns() {
    assertEquals(List.of("{\"id\":1}", "{\"id\":2}", "{\"id\":3}"), read("well-behaved").lines());
  }

  private Invocation read(String component, String... more) {
    List<String> command = new java.util.ArrayList<>();
    command.addAll(
        List.of("read", HOSTILE.resolve(component + ".wasm").toString(), "--table", "rows"));
    command.addAll(List.of(more));
    return Invocation.run(folder, command.toArray(String[]::new));
  }
}

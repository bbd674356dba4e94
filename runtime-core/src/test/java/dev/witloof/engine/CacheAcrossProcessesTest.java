package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiled code that processes share: whatever happens to one of them or to the files, the others
 * run the right code.
 */
@Timeout(600)
class CacheAcrossProcessesTest {
  @TempDir Path directory;

  private final int expected = Fixtures.guest(Engine.Mode.INTERPRETER, "kernel").call("run", 500);

  private String run(String shell) throws Exception {
    return CachingProcess.output(CachingProcess.start(shell, directory));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @Test
  void processesThatFillOneEntryAllRunIt() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(CachingProcess.start("", directory));
    }
    for (Process process : processes) {
      String output = CachingProcess.output(process);
      assertTrue(output.startsWith(expected + " "), output);
    }
    assertEquals(expected + " cached", run(""));
    assertEquals(1, files().size());
  }

  @Test
  void aProcessThatIsKilledWhileItWritesHarmsNoOther() throws Exception {
    try (WatchService watch = directory.getFileSystem().newWatchService()) {
      directory.register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
      Process process = CachingProcess.start("", directory);
      watch.take();
      process.destroyForcibly().waitFor();
    }

    String next = run("");

    assertTrue(next.startsWith(expected + " "), next);
    assertEquals(expected + " cached", run(""));
  }

  @Test
  void entriesThatAreCutOrDamagedAreMadeAgain() throws Exception {
    assertEquals(expected + " compiled", run(""));
    Path entry = files().get(0);
    byte[] whole = Files.readAllBytes(entry);

    Files.write(entry, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(expected + " compiled", run(""));

    byte[] damaged = whole.clone();
    damaged[damaged.length * 2 / 3] ^= 1;
    Files.write(entry, damaged);
    assertEquals(expected + " compiled", run(""));

    assertEquals(expected + " cached", run(""));
  }

  /** No file may have more than four KiB, so writing the entry fails in the middle. */
  @Test
  void aFullDiskCostsTheEntryOnly() throws Exception {
    assertEquals(expected + " compiled", run("ulimit -f 4;"));
    assertEquals(List.of(), files());
    assertEquals(expected + " compiled", run(""));
  }

  @Test
  void aDirectoryThatMayOnlyBeReadServesWhatItHas() throws Exception {
    String shell = withoutRightsOfRoot();
    assertEquals(expected + " compiled", run(""));
    protect("r-x------");
    try {
      assertEquals(expected + " cached", run(shell));
    } finally {
      protect("rwx------");
    }

    Files.delete(files().get(0));
    protect("r-x------");
    try {
      assertEquals(expected + " compiled", run(shell));
      assertEquals(List.of(), files());
    } finally {
      protect("rwx------");
    }
  }

  private void protect(String permissions) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
  }

  /** What makes a process obey permissions, though it be root's. */
  private static String withoutRightsOfRoot() throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return "";
    }
    String shell = "set -- setpriv --bounding-set=-dac_override --inh-caps=-all \"$@\";";
    Process probe = new ProcessBuilder("setpriv", "--bounding-set=-dac_override", "true").start();
    assumeTrue(probe.waitFor() == 0, "root cannot give up rights here");
    return shell;
  }
}

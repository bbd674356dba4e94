package dev.witloof.engine.internal.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache that several processes use, some of which are killed or may not write. */
@Timeout(120)
class OtherProcessesTest {
  private static final int MIB = 1 << 20;

  @TempDir Path directory;

  private DiskCache cache() {
    return DiskCache.open(directory, 1L << 30);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String output(Process process) throws Exception {
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor());
    return output;
  }

  @Test
  void processesThatStoreTheSameDoNotDisturbEachOther() throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      writers.add(EntryWriter.start("", directory, MIB, 20));
    }
    DiskCache cache = cache();
    while (writers.stream().anyMatch(Process::isAlive)) {
      for (int i = 0; i < 20; i++) {
        requireWholeIfThere(cache, i, MIB);
      }
    }
    for (Process writer : writers) {
      assertEquals("20", output(writer));
    }
    assertEquals(20, names().size());
  }

  private static void requireWholeIfThere(DiskCache cache, int number, int size) {
    Optional<CacheEntry> entry = cache.find(EntryWriter.key(number));
    entry.ifPresent(
        found -> assertEquals(List.of(EntryWriter.content(size, number)), found.parts()));
  }

  @Test
  void aKilledWriterLeavesWholeEntriesAndAFileThatIsClearedAway() throws Exception {
    int size = 64 * MIB;
    Process writer = EntryWriter.start("", directory, size, 100);
    while (names().stream().noneMatch(name -> name.startsWith("unfinished-"))) {
      Thread.onSpinWait();
    }
    while (names().stream().noneMatch(name -> name.endsWith(".code"))) {
      Thread.onSpinWait();
    }
    writer.destroyForcibly().waitFor();

    DiskCache cache = cache();
    List<String> left = names();
    long whole = left.stream().filter(name -> name.endsWith(".code")).count();
    assertTrue(whole > 0, left.toString());
    for (int i = 0; i < whole; i++) {
      assertEquals(
          List.of(EntryWriter.content(size, i)),
          cache.find(EntryWriter.key(i)).orElseThrow().parts());
    }
    FileTime old = FileTime.from(Instant.now().minusSeconds(3_600));
    for (String name : left) {
      Files.setLastModifiedTime(directory.resolve(name), old);
    }
    cache();
    assertEquals(left.stream().filter(name -> name.endsWith(".code")).toList(), names());
  }

  @Test
  void aDiskThatIsFullCostsTheEntryOnly() throws Exception {
    // No file may become larger than 512 KiB: a write fails in the middle, as on a full disk.
    assertEquals("0", output(EntryWriter.start("ulimit -f 512;", directory, MIB, 2)));
    assertEquals(List.of(), names());
    assertEquals("2", output(EntryWriter.start("ulimit -f 512;", directory, MIB / 4, 2)));
    assertEquals(2, names().size());
  }
}

package dev.witloof.engine.internal.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.ContentDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a directory that the cache shares with other files, and what stays. */
class EvictionTest {
  private static final int BLOCK = 4 << 10;
  private static final int ENTRIES = 4;
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @TempDir Path temporary;

  private Path directory() {
    return temporary.resolve("cache");
  }

  /** A cache of so many blocks. */
  private DiskCache cache(int blocks) {
    return DiskCache.open(directory(), (long) blocks * BLOCK);
  }

  private static CacheKey key(int number) {
    return CacheKey.of(
        CacheKey.Kind.CODE, Map.of(), List.of(ContentDigest.of(new byte[] {(byte) number})));
  }

  /** Stores an entry of a few bytes. */
  private static void store(DiskCache cache, int number) {
    assertTrue(cache.store(key(number), List.of(ByteBuffer.allocate(number))));
  }

  private static List<Integer> found(DiskCache cache, int count) {
    return IntStream.range(0, count).filter(i -> cache.find(key(i)).isPresent()).boxed().toList();
  }

  private static void age(Path file, int minutes) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
  }

  /** Makes files that are older than all entries, in whose place they would be evicted. */
  private List<Path> foreign(String... names) throws IOException {
    Files.createDirectories(directory());
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      Path file = Files.write(directory().resolve(name), new byte[10 * BLOCK]);
      age(file, 10_000);
      files.add(file);
    }
    return files;
  }

  private static void assertAllThere(List<Path> files) {
    for (Path file : files) {
      assertTrue(Files.exists(file, LinkOption.NOFOLLOW_LINKS), () -> file + " was deleted");
    }
  }

  /** Stores more than fits; the entries that are left are the last ones, so nothing else counts. */
  private void assertOnlyEntriesAreEvicted(List<Path> others) {
    DiskCache cache = cache(ENTRIES);
    for (int i = 0; i < 3 * ENTRIES; i++) {
      store(cache, i);
    }
    assertAllThere(others);
    assertEquals(ENTRIES, found(cache, 3 * ENTRIES).size());
    assertEquals(ENTRIES * BLOCK, cache.size());
  }

  @Test
  void filesOfOthersStayAndAreNotCounted() throws IOException {
    List<Path> others =
        foreign(
            "notes.txt",
            "x.code",
            DIGEST,
            DIGEST + ".",
            DIGEST + ".tar",
            DIGEST + ".code.bak",
            DIGEST + ".CODE",
            DIGEST + "0.code",
            DIGEST.substring(1) + ".code",
            DIGEST.toUpperCase(Locale.ROOT) + ".code",
            "my-" + DIGEST + ".valid",
            DIGEST + ".code\n");
    assertOnlyEntriesAreEvicted(others);
  }

  @Test
  void directoriesStayAndAreNotCounted() throws IOException {
    Path full = Files.createDirectories(directory().resolve("full"));
    Path named = Files.createDirectory(directory().resolve(DIGEST + ".code"));
    List<Path> others =
        List.of(
            Files.write(full.resolve("file"), new byte[10 * BLOCK]),
            Files.write(named.resolve("file"), new byte[10 * BLOCK]),
            Files.createDirectory(directory().resolve("empty")),
            Files.createDirectory(directory().resolve(DIGEST + ".valid")));
    for (Path other : others) {
      age(other, 10_000);
    }
    age(full, 10_000);
    age(named, 10_000);
    assertOnlyEntriesAreEvicted(others);
  }

  @Test
  void linksStayAndAreNotCounted() throws IOException {
    Path target = Files.write(temporary.resolve("target"), new byte[10 * BLOCK]);
    age(target, 10_000);
    Files.createDirectory(directory());
    List<Path> others =
        List.of(
            target,
            Files.createSymbolicLink(directory().resolve("link"), target),
            Files.createSymbolicLink(directory().resolve(DIGEST + ".code"), target),
            Files.createSymbolicLink(
                directory().resolve(DIGEST + ".valid"), temporary.resolve("nowhere")));
    assertOnlyEntriesAreEvicted(others);
  }

  @Test
  void onlyUnfinishedFilesOfTheCacheAreClearedAway() throws IOException {
    List<Path> others = new ArrayList<>(foreign("unfinished-1", "unfinished-", "unfinished-novel"));
    Path name;
    try (TemporaryFile file = TemporaryFile.create(directory())) {
      name = file.path();
    }
    Path link = Files.createSymbolicLink(name, others.get(0));
    others.add(link);
    cache(ENTRIES);
    assertAllThere(others);

    Files.delete(link);
    age(Files.createDirectory(name), 10_000);
    cache(ENTRIES);
    assertAllThere(others.subList(0, 3));
    assertTrue(Files.isDirectory(name), "a directory was deleted");

    Files.delete(name);
    age(Files.createFile(name), 10_000);
    cache(ENTRIES);
    try (Stream<Path> left = Files.list(directory())) {
      assertEquals(others.subList(0, 3).stream().sorted().toList(), left.sorted().toList());
    }
  }

  /** The knowledge that a module is valid is an entry of fifty bytes. */
  @Test
  void anEntryCountsAsWholeBlocks() {
    DiskCache cache = cache(ENTRIES);
    cache.store(key(1), List.of());
    assertEquals(BLOCK, cache.size());
    cache.store(key(2), List.of(ByteBuffer.allocate(BLOCK)));
    assertEquals(3 * BLOCK, cache.size());
    cache.store(key(1), List.of(ByteBuffer.allocate(BLOCK / 2)));
    assertEquals(3 * BLOCK, cache.size());
  }

  /**
   * Who has the content of an entry in memory need not make it again, which would evict another.
   */
  @Test
  void whatTheCacheEvictsIsToldFromWhatOthersDelete() throws IOException {
    DiskCache cache = cache(1);
    store(cache, 1);
    assertTrue(cache.touch(key(1)));
    store(cache, 2);
    assertEquals(List.of(2), found(cache, 3));
    assertTrue(cache.touch(key(1)), "evicted");
    assertFalse(cache.touch(key(0)), "was never there");
    Files.delete(directory().resolve(key(2).fileName()));
    assertFalse(cache.touch(key(2)), "deleted");

    store(cache, 1);
    Files.delete(directory().resolve(key(1).fileName()));
    assertFalse(cache.touch(key(1)), "evicted once, but stored again and deleted");
  }

  /** Another process has it open, on Windows, or the file system is failing. */
  @Test
  void whatCannotBeDeletedIsNamedAndOthersGoInItsPlace() throws IOException {
    DiskCache cache = cache(2 * ENTRIES);
    for (int i = 0; i < 2 * ENTRIES; i++) {
      store(cache, i);
      age(directory().resolve(key(i).fileName()), 100 - i);
    }
    Set<Path> stuck =
        Set.of(directory().resolve(key(0).fileName()), directory().resolve(key(2).fileName()));
    CacheDirectory.Deletion deletion =
        file -> {
          if (stuck.contains(file)) {
            throw new AccessDeniedException(file.toString());
          }
          Files.delete(file);
        };
    Path keep = directory().resolve(key(1).fileName());
    CacheDirectory entries = CacheDirectory.open(directory());

    IOException failure =
        assertThrows(
            IOException.class, () -> entries.evict((long) ENTRIES * BLOCK, keep, deletion));

    assertEquals(key(0).fileName(), Path.of(failure.getMessage()).getFileName().toString());
    assertEquals(1, failure.getSuppressed().length);
    assertEquals(ENTRIES * BLOCK, cache.size());
    assertEquals(List.of(0, 1, 2, 7), found(cache, 2 * ENTRIES));
  }
}

package dev.witloof.engine.internal.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.ContentDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries: kept, found, damaged, evicted. */
class DiskCacheTest {
  private static final long PLENTY = 1 << 30;
  private static final int BLOCK = 4 << 10;

  @TempDir Path temporary;

  private static CacheKey key(String content) {
    ContentDigest digest = ContentDigest.of(content.getBytes(StandardCharsets.UTF_8));
    return CacheKey.of(CacheKey.Kind.CODE, Map.of("version", 1), List.of(digest));
  }

  private static ByteBuffer part(int size, int seed) {
    byte[] bytes = new byte[size];
    IntStream.range(0, size).forEach(i -> bytes[i] = (byte) (i * 31 + seed));
    return ByteBuffer.wrap(bytes);
  }

  private Path directory() {
    return temporary.resolve("cache");
  }

  private DiskCache cache() {
    return DiskCache.open(directory(), PLENTY);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.sorted().toList();
    }
  }

  @Test
  void findsWhatWasStored() {
    // Small entries are read, large ones mapped.
    for (int size : new int[] {0, 10, 1 << 20}) {
      DiskCache cache = cache();
      List<ByteBuffer> parts = List.of(part(size, 1), part(3, 2), part(0, 3));
      assertTrue(cache.store(key("entry"), parts));
      assertEquals(Optional.of(new CacheEntry(parts)), cache().find(key("entry")));
      assertEquals(Optional.empty(), cache.find(key("other")));
    }
  }

  @Test
  void replacesAnEntry() {
    DiskCache cache = cache();
    cache.store(key("entry"), List.of(part(100, 1)));
    cache.store(key("entry"), List.of(part(200, 2)));
    assertEquals(List.of(part(200, 2)), cache.find(key("entry")).orElseThrow().parts());
  }

  @Test
  void anyDamagedByteIsNoticedAndTheEntryDeleted() throws IOException {
    DiskCache cache = cache();
    cache.store(key("entry"), List.of(part(5, 1), part(7, 2)));
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertEquals(Optional.empty(), cache.find(key("entry")), "byte " + i);
      assertFalse(Files.exists(file), "byte " + i);
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), cache.find(key("entry")), "length " + length);
    }
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length + 1));
    assertEquals(Optional.empty(), cache.find(key("entry")));
    Files.write(file, whole);
    assertTrue(cache.find(key("entry")).isPresent());
  }

  @Test
  void anEntryUnderAnotherNameIsNotTakenForThatOne() throws IOException {
    DiskCache cache = cache();
    cache.store(key("entry"), List.of(part(100, 1)));
    Files.move(files().get(0), directory().resolve(key("other").fileName()));
    assertEquals(Optional.empty(), cache.find(key("other")));
    assertEquals(List.of(), files());
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    DiskCache cache = cache();
    cache.store(key("entry"), List.of(part(100, 1)));
    Path elsewhere = temporary.resolve("elsewhere");
    Files.move(files().get(0), elsewhere);
    Files.createSymbolicLink(directory().resolve(key("entry").fileName()), elsewhere);
    assertEquals(Optional.empty(), cache.find(key("entry")));
  }

  @Test
  void keepsWhatWasUsedLast() throws IOException {
    DiskCache cache = DiskCache.open(directory(), 3 * BLOCK);
    for (String name : List.of("a", "b", "c")) {
      cache.store(key(name), List.of(part(1_000, 1)));
      age(name, 10);
    }
    age("a", 20);
    age("b", 30);
    assertTrue(cache.find(key("b")).isPresent(), "is used now");
    cache.store(key("d"), List.of(part(1_000, 1)));
    assertEquals(Optional.empty(), cache.find(key("a")));
    for (String name : List.of("b", "c", "d")) {
      assertTrue(cache.find(key(name)).isPresent(), name);
    }
    assertTrue(cache.size() <= 3 * BLOCK, () -> "" + cache.size());
  }

  private void age(String name, int minutes) throws IOException {
    Files.setLastModifiedTime(
        directory().resolve(key(name).fileName()),
        FileTime.from(Instant.now().minusSeconds(60L * minutes)));
  }

  @Test
  void anEntryLargerThanTheCacheIsNotKept() throws IOException {
    DiskCache cache = DiskCache.open(directory(), BLOCK + 500);
    assertFalse(cache.store(key("entry"), List.of(part(BLOCK, 1))));
    assertEquals(List.of(), files());
  }

  @Test
  void clearsAwayWhatDeadProcessesLeft() throws IOException {
    cache();
    Path abandoned = Files.createFile(directory().resolve("unfinished-1.witloof"));
    Path young = Files.createFile(directory().resolve("unfinished-2.witloof"));
    FileTime old = FileTime.from(Instant.now().minusSeconds(3_600));
    Files.setLastModifiedTime(abandoned, old);
    try (TemporaryFile inWork = TemporaryFile.create(directory())) {
      Files.setLastModifiedTime(inWork.path(), old);
      cache();
      assertEquals(Stream.of(young, inWork.path()).sorted().toList(), files());
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    DiskCache cache = cache();
    cache.store(key("entry"), List.of(part(1, 1)));
    assertEquals("rwx------", permissions(directory()));
    assertEquals("rw-------", permissions(files().get(0)));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void refusesADirectoryThatOthersMayWriteTo() throws IOException {
    Files.createDirectory(directory());
    for (String permissions : List.of("rwxrwxrwx", "rwxrwx---", "rwx----w-")) {
      Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString(permissions));
      String message = assertThrows(IllegalArgumentException.class, this::cache).getMessage();
      assertTrue(message.contains(permissions), message);
      assertTrue(message.contains(directory().toString()), message);
    }
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(cache().store(key("entry"), List.of()));
  }

  @Test
  void refusesASizeThatHoldsNothing() {
    assertThrows(IllegalArgumentException.class, () -> DiskCache.open(directory(), BLOCK - 1));
  }

  @Test
  void withoutADirectoryNothingIsKeptAndNothingFails() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    DiskCache none = DiskCache.open(file.resolve("cache"), PLENTY);
    assertFalse(none.store(key("entry"), List.of()));
    assertEquals(Optional.empty(), none.find(key("entry")));
    assertEquals(0, none.size());

    DiskCache gone = cache();
    Files.delete(directory());
    Files.createFile(directory());
    assertFalse(gone.store(key("entry"), List.of()));
    assertEquals(Optional.empty(), gone.find(key("entry")));
    assertEquals(0, gone.size());
  }

  @Test
  void keysDifferInEveryPart() {
    ContentDigest a = ContentDigest.of(new byte[] {1});
    ContentDigest b = ContentDigest.of(new byte[] {2});
    List<CacheKey> keys =
        List.of(
            CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 1), List.of(a)),
            CacheKey.of(CacheKey.Kind.VALID, Map.of("v", 1), List.of(a)),
            CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 2), List.of(a)),
            CacheKey.of(CacheKey.Kind.CODE, Map.of("w", 1), List.of(a)),
            CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 1, "w", 1), List.of(a)),
            CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 1), List.of(b)),
            CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 1), List.of(a, b)),
            CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 1), List.of(b, a)));
    assertEquals(keys.size(), keys.stream().map(CacheKey::digest).distinct().count());
    assertArrayEquals(
        keys.get(0).digestBytes(),
        CacheKey.of(CacheKey.Kind.CODE, Map.of("v", 1), List.of(a)).digestBytes());
  }
}

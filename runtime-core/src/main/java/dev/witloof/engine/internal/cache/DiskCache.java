package dev.witloof.engine.internal.cache;

import dev.witloof.engine.CompileCache;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a directory. Its failures are logged and never thrown: whoever asks gets nothing, and
 * does the work that an entry would have saved.
 */
public final class DiskCache implements CompileCache {
  private static final Logger LOG = System.getLogger("dev.witloof.engine.cache");

  private static final int MOST_NOT_KEPT = 1_000;

  private final Path given;
  private final long maxBytes;
  private final @Nullable CacheDirectory directory;
  private final AtomicBoolean unreadable = new AtomicBoolean();
  private final AtomicBoolean unwritable = new AtomicBoolean();
  private final Map<Class<?>, Object> inMemory = new ConcurrentHashMap<>();

  private final AtomicLong failures = new AtomicLong();

  /** Files of the latest entries that the disk did not take, or that made room for others. */
  private final Set<String> notKept =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_NOT_KEPT;
                }
              }));

  private DiskCache(Path given, long maxBytes, @Nullable CacheDirectory directory) {
    this.given = given;
    this.maxBytes = maxBytes;
    this.directory = directory;
  }

  /** See {@link CompileCache#at}. */
  public static DiskCache open(Path path, long maxBytes) {
    if (maxBytes < CacheDirectory.BLOCK) {
      throw new IllegalArgumentException(
          "a compile cache of %d bytes can hold nothing, as an entry takes at least %d; give it more"
              .formatted(maxBytes, CacheDirectory.BLOCK));
    }
    CacheDirectory directory;
    try {
      directory = CacheDirectory.open(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no compile cache in " + path + ", every load compiles: " + e);
      return new DiskCache(path, maxBytes, null);
    }
    DiskCache cache = new DiskCache(path, maxBytes, directory);
    try {
      directory.deleteAbandoned();
    } catch (IOException e) {
      cache.warnOnce(cache.unwritable, "unfinished files stay in the compile cache", e);
    }
    return cache;
  }

  /**
   * The cache as one of this library.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static DiskCache own(CompileCache cache) {
    if (cache instanceof DiskCache own) {
      return own;
    }
    throw new IllegalArgumentException("the cache was not made by CompileCache.at");
  }

  @Override
  public Path directory() {
    return given;
  }

  /**
   * What all users of this cache keep in memory of its entries, as long as the cache is there.
   *
   * @param kind of which there is one
   * @param empty makes it when there is none yet
   */
  public <T> T inMemory(Class<T> kind, Supplier<T> empty) {
    return kind.cast(inMemory.computeIfAbsent(kind, first -> empty.get()));
  }

  @Override
  public long unstored() {
    return failures.get();
  }

  @Override
  public long size() {
    if (directory != null) {
      try {
        return directory.size();
      } catch (IOException e) {
        warnOnce(unreadable, "the compile cache cannot be read", e);
      }
    }
    return 0;
  }

  /** The entry of that key; empty when there is none that is whole. */
  public Optional<CacheEntry> find(CacheKey key) {
    if (directory == null) {
      return Optional.empty();
    }
    Path file = directory.file(key);
    try {
      CacheEntry entry = EntryFile.read(file, key);
      touch(file);
      return Optional.of(entry);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CorruptEntry e) {
      discard(key, e);
      return Optional.empty();
    } catch (IOException e) {
      warnOnce(unreadable, "the compile cache cannot be read", e);
      return Optional.empty();
    }
  }

  /**
   * Notes a use of what an entry holds, which is known already.
   *
   * @return false when there is no such entry, and this object neither evicted it nor failed to
   *     store it lately: then it never was there, or somebody else deleted it
   */
  public boolean touch(CacheKey key) {
    if (directory == null) {
      return true;
    }
    Path file = directory.file(key);
    if (Files.notExists(file)) {
      return notKept.contains(key.fileName());
    }
    touch(file);
    return true;
  }

  /** A use that cannot be noted makes the entry look older than it is, and no more. */
  private void touch(Path file) {
    try {
      CacheDirectory.touch(file);
    } catch (IOException e) {
      warnOnce(unwritable, "the last use of entries of the compile cache is not kept", e);
    }
  }

  /** Deletes an entry that turned out to be damaged. */
  public void discard(CacheKey key, CorruptEntry fault) {
    if (directory == null) {
      return;
    }
    Path file = directory.file(key);
    LOG.log(
        Level.WARNING,
        "entry {0} of the compile cache is damaged, and deleted: {1}",
        file,
        fault.getMessage());
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      warnOnce(unwritable, "a damaged entry of the compile cache cannot be deleted", e);
    }
  }

  /**
   * Adds an entry, in place of one that has the key already.
   *
   * @return whether it is in the cache now
   */
  public boolean store(CacheKey key, List<ByteBuffer> parts) {
    // First, as another thread may evict it as soon as it is there.
    notKept.remove(key.fileName());
    boolean stored = directory != null && store(directory, key, parts);
    if (!stored) {
      notKept.add(key.fileName());
      failures.incrementAndGet();
    }
    return stored;
  }

  private boolean store(CacheDirectory directory, CacheKey key, List<ByteBuffer> parts) {
    long size = CacheDirectory.occupied(EntryFile.size(parts));
    if (size > Math.min(maxBytes, Integer.MAX_VALUE)) {
      LOG.log(
          Level.WARNING,
          "an entry that takes {0} bytes is too large for the compile cache {1}, which holds {2}",
          size,
          given,
          maxBytes);
      return false;
    }
    Path file = directory.file(key);
    try (TemporaryFile unfinished = directory.newFile()) {
      EntryFile.write(unfinished.channel(), key, parts);
      unfinished.moveTo(file);
    } catch (IOException e) {
      warnOnce(unwritable, "what is compiled is not kept, as the cache cannot be written to", e);
      return false;
    }
    evict(file);
    return true;
  }

  private synchronized void evict(Path keep) {
    if (directory == null) {
      return;
    }
    try {
      directory.evict(
          maxBytes,
          keep,
          file -> {
            // Before it is gone, or another thread takes it for deleted by somebody else.
            notKept.add(file.getFileName().toString());
            Files.deleteIfExists(file);
          });
    } catch (IOException e) {
      warnOnce(unwritable, "not all that should leave the compile cache can be deleted", e);
    }
  }

  private void warnOnce(AtomicBoolean said, String what, IOException cause) {
    if (said.getAndSet(true)) {
      LOG.log(Level.DEBUG, what, cause);
    } else {
      LOG.log(Level.WARNING, "{0}: {1} ({2})", what, given, cause);
    }
  }
}

package dev.witloof.engine.internal.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a cache: who may write to it, and the files in it. Only regular files whose
 * names the cache gives are its own; others are neither counted nor touched.
 */
final class CacheDirectory {
  private static final String POSIX = "posix";
  private static final String ROOT = "root";

  /** What a file takes at least, and a multiple of which it takes. */
  static final int BLOCK = 4 << 10;

  private final Path path;

  private CacheDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the directory, for its owner alone, unless there is one.
   *
   * @throws IllegalArgumentException when others than this user may write to it
   * @throws IOException when it cannot be made or looked at
   */
  static CacheDirectory open(Path path) throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains(POSIX);
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, attributes);
    }
    Path real = path.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(path.toString());
    }
    if (posix) {
      requireOwn(real);
    }
    return new CacheDirectory(real);
  }

  /** Code that is in the directory will run, so nobody else may put some there. */
  private static void requireOwn(Path path) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    Set<PosixFilePermission> permissions = attributes.permissions();
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IllegalArgumentException(
          ("the compile cache %s may be written by others than its owner (%s), and what is in it"
                  + " runs as code; take that right away (chmod go-w) or name another directory")
              .formatted(path, PosixFilePermissions.toString(permissions)));
    }
    String owner = attributes.owner().getName();
    if (!owner.equals(ROOT) && !owner.equals(userName(path))) {
      throw new IllegalArgumentException(
          ("the compile cache %s belongs to %s, who could put code there that this process would"
                  + " run; name a directory of your own")
              .formatted(path, owner));
    }
  }

  /** As the file system calls the user of this process, who need not have a name. */
  private static String userName(Path path) throws IOException {
    if (!Files.isWritable(path)) {
      return System.getProperty("user.name");
    }
    try (TemporaryFile probe = TemporaryFile.create(path)) {
      return Files.getOwner(probe.path()).getName();
    }
  }

  /** Without symbolic links. */
  Path path() {
    return path;
  }

  Path file(CacheKey key) {
    return path.resolve(key.fileName());
  }

  TemporaryFile newFile() throws IOException {
    return TemporaryFile.create(path);
  }

  /** Notes that an entry is used now. */
  static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /**
   * Deletes what processes that died left unfinished.
   *
   * @throws IOException when some of it cannot be deleted, after the rest was
   */
  void deleteAbandoned() throws IOException {
    Failures failures = new Failures();
    for (Path file : files(TemporaryFile::isName)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        failures.collect(() -> TemporaryFile.deleteIfAbandoned(file));
      }
    }
    failures.rethrow();
  }

  /**
   * Deletes the entries that were not used for longest until the others fit.
   *
   * @param deletion deletes one
   * @throws IOException when some cannot be deleted, after others were in their place
   */
  void evict(long maxBytes, Path keep, Deletion deletion) throws IOException {
    List<Entry> entries = entries();
    long size = sum(entries);
    Failures failures = new Failures();
    for (Entry entry : entries) {
      if (size <= maxBytes) {
        break;
      }
      if (!entry.file().equals(keep) && failures.collect(() -> deletion.delete(entry.file()))) {
        size -= entry.size();
      }
    }
    failures.rethrow();
  }

  /** Deletes a file that may be gone already. */
  interface Deletion {
    void delete(Path file) throws IOException;
  }

  /** Bytes that all entries take, in whole blocks. */
  long size() throws IOException {
    return sum(entries());
  }

  private static long sum(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  /**
   * The bytes that a file of so many takes: whole blocks, as most file systems have them. Without
   * that, there could be any number of small files.
   */
  static long occupied(long size) {
    return Math.max(1, (size + BLOCK - 1) / BLOCK) * BLOCK;
  }

  private record Entry(Path file, FileTime used, long size) {}

  /**
   * The entries, those first that were not used for longest. Whatever else is in the directory,
   * which may be a user's, is none of them.
   */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files(CacheKey::isFileName)) {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          entries.add(new Entry(file, attributes.lastModifiedTime(), occupied(attributes.size())));
        }
      } catch (NoSuchFileException e) {
        // Evicted by another process in between; then it takes no space.
        continue;
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }

  private List<Path> files(Predicate<String> name) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(path, file -> name.test(file.getFileName().toString()))) {
      List<Path> found = new ArrayList<>();
      files.forEach(found::add);
      return found;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** The failures of steps none of which keeps the others from being done. */
  private static final class Failures {
    private @Nullable IOException first;

    interface Step {
      void run() throws IOException;
    }

    /** Whether the step was done. */
    boolean collect(Step step) {
      try {
        step.run();
        return true;
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
        return false;
      }
    }

    void rethrow() throws IOException {
      if (first != null) {
        throw first;
      }
    }
  }
}

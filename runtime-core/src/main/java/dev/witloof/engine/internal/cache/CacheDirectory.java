package dev.witloof.engine.internal.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
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

/** The directory of a cache: who may write to it, and the files in it. */
final class CacheDirectory {
  private static final String POSIX = "posix";
  private static final String ROOT = "root";

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

  /** Deletes what processes that died left unfinished. */
  void deleteAbandoned() throws IOException {
    for (Path file : files()) {
      if (TemporaryFile.isTemporary(file)) {
        TemporaryFile.deleteIfAbandoned(file);
      }
    }
  }

  /** Deletes the entries that were not used for longest until the others fit. */
  void evict(long maxBytes, Path keep) throws IOException {
    List<Entry> entries = entries();
    long size = entries.stream().mapToLong(Entry::size).sum();
    for (Entry entry : entries) {
      if (size <= maxBytes) {
        return;
      }
      if (!entry.file().equals(keep)) {
        Files.deleteIfExists(entry.file());
        size -= entry.size();
      }
    }
  }

  /** Bytes of all entries. */
  long size() throws IOException {
    return entries().stream().mapToLong(Entry::size).sum();
  }

  private record Entry(Path file, FileTime used, long size) {}

  /** The entries, those first that were not used for longest. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files()) {
      if (!TemporaryFile.isTemporary(file)) {
        try {
          entries.add(new Entry(file, Files.getLastModifiedTime(file), Files.size(file)));
        } catch (NoSuchFileException e) {
          // Evicted by another process in between; then it takes no space.
          continue;
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      all.forEach(files::add);
    }
    return files;
  }
}

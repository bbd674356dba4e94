package dev.witloof.engine.internal.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file under construction. Its writer holds a lock on it, which the operating system takes away
 * with the process; so one that is not locked was left by a process that died.
 */
final class TemporaryFile implements AutoCloseable {
  private static final String PREFIX = "unfinished-";

  /** No user would name a file so. */
  private static final String SUFFIX = ".witloof";

  /** Names that the JDK makes of those: there is an unsigned number between them. */
  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(PREFIX) + "[0-9]{1,20}" + Pattern.quote(SUFFIX));

  /** Between creating a file and locking it there is a moment in which it looks abandoned. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static TemporaryFile create(Path directory) throws IOException {
    // Readable and writable by its owner only.
    Path path = Files.createTempFile(directory, PREFIX, SUFFIX);
    TemporaryFile file = new TemporaryFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
    try {
      file.channel.lock();
      return file;
    } catch (IOException e) {
      file.closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** Gives the finished file its name, in place of one that may have it, in one step. */
  void moveTo(Path target) throws IOException {
    channel.close();
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes the file unless it was moved. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  /** Whether a file of that name is under construction, or was. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Deletes a temporary file whose writer is gone; true if it was one. */
  static boolean deleteIfAbandoned(Path file) throws IOException {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(YOUNG))) {
        return false;
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        @Nullable FileLock lock = channel.tryLock();
        return lock != null && Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process is writing it.
      return false;
    } catch (NoSuchFileException e) {
      // Finished, or cleared away by another process.
      return false;
    }
  }
}

package dev.witloof.runtime.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of one process at a time work on a file: by a lock on a file of its own, {@code
 * FILE.lock}, which stays, so that the file itself may be replaced meanwhile. Thread-safe.
 */
public final class FileMutex {
  private final Path lock;

  /**
   * File locks are the process's; among its threads this is. An interned text is the same object
   * for all class loaders, and so for all copies of this class in a JVM.
   */
  private final Object monitor;

  /**
   * @param file its real path: what leads to the same file must be the same path
   */
  public FileMutex(Path file) {
    lock = file.resolveSibling(file.getFileName() + ".lock");
    monitor = ("dev.witloof.lock " + lock).intern();
  }

  /** What is done while nobody else does. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does something while nobody else does. A thread that is interrupted does it all the same, and
   * is interrupted afterwards.
   *
   * @throws IOException of the work, or when the lock cannot be had
   */
  public <T> T holding(Work<T> work) throws IOException {
    synchronized (monitor) {
      boolean interrupted = Thread.interrupted();
      try {
        FileChannel channel = acquire();
        while (channel == null) {
          interrupted |= Thread.interrupted();
          channel = acquire();
        }
        try {
          return work.run();
        } finally {
          // That lets go of the lock.
          channel.close();
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Null when the thread was interrupted while it waited. */
  private @Nullable FileChannel acquire() throws IOException {
    createPrivate(lock);
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      channel.lock();
      return channel;
    } catch (ClosedByInterruptException | FileLockInterruptionException interrupted) {
      channel.close();
      return null;
    } catch (OverlappingFileLockException foreign) {
      channel.close();
      throw new IOException(
          "something else in this program has locked " + lock + "; only Witloof may", foreign);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Makes an empty file for its owner alone, where the file system knows owners, if need be. */
  public static void createPrivate(Path path) throws IOException {
    if (Files.exists(path)) {
      return;
    }
    try {
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(path);
      }
    } catch (FileAlreadyExistsException another) {
      // Another process was faster, which is as well.
      return;
    }
  }
}

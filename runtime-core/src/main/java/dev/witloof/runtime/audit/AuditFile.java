package dev.witloof.runtime.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An audit trail on disk: JSON Lines, UTF-8, only ever added to. Each line holds the SHA-256 of the
 * one before it, so that {@link AuditVerification} finds what was changed or taken out. A line is
 * in the operating system's hands when {@link #append} returns, so that the crash of a process
 * loses none that was appended; a line that a crash tore is cut off when the next one is written,
 * which another line tells.
 *
 * <p>Several threads and processes may write to the same file: each line is written under a lock on
 * {@code FILE.lock}. Full files become {@code FILE.1}, {@code FILE.2} and so on, the oldest being
 * deleted. Only the owner may read what is created here, where the file system knows owners.
 */
public final class AuditFile implements AuditSink {
  /** File locks are the process's; among its threads these are. */
  private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

  private final Path file;
  private final Path lock;
  private final Rotation rotation;
  private final boolean durable;
  private final Clock clock;
  private final Object monitor;

  AuditFile(Path file, Rotation rotation, boolean durable, Clock clock) throws IOException {
    this.file = real(file);
    this.rotation = rotation;
    this.durable = durable;
    this.clock = clock;
    lock = sibling(".lock");
    monitor = MONITORS.computeIfAbsent(this.file, path -> new Object());
    locked(this::recover);
  }

  /** Opens a trail that is rotated as {@link Rotation#DEFAULT} says. */
  public static AuditFile open(Path file) throws IOException {
    return open(file, Rotation.DEFAULT, false);
  }

  /**
   * Opens a trail, which need not exist; its folder must.
   *
   * @param durable whether each line is forced to the disk, so that not even a loss of power loses
   *     it; that takes milliseconds a line
   * @throws IOException when it cannot be written
   */
  public static AuditFile open(Path file, Rotation rotation, boolean durable) throws IOException {
    return new AuditFile(file, rotation, durable, Clock.systemUTC());
  }

  @Override
  public void append(AuditEntry entry) throws IOException {
    locked(
        target -> {
          recover(target);
          add(target, previous -> AuditJson.line(entry, Optional.of(previous)));
        });
  }

  private interface Work {
    void with(RandomAccessFile target) throws IOException;
  }

  private interface Line {
    String after(String previousHash);
  }

  /**
   * A thread that is interrupted finishes its line first: only waiting for the lock is broken off.
   */
  private void locked(Work work) throws IOException {
    synchronized (monitor) {
      boolean interrupted = false;
      try {
        while (!attempt(work)) {
          interrupted |= Thread.interrupted();
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private boolean attempt(Work work) throws IOException {
    create(lock);
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      // Closing the channel lets go of it.
      channel.lock();
      create(file);
      try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
        work.with(target);
      }
      return true;
    } catch (ClosedByInterruptException | FileLockInterruptionException interrupted) {
      return false;
    }
  }

  /** Cuts off what a crash left of a line. */
  private void recover(RandomAccessFile target) throws IOException {
    long size = target.length();
    long end = LastLine.of(target).end();
    if (end < size) {
      target.setLength(end);
      add(target, previous -> AuditJson.recovered(clock.instant(), size - end, previous));
    }
  }

  private void add(RandomAccessFile target, Line line) throws IOException {
    byte[] bytes = (line.after(previousHash(target)) + "\n").getBytes(StandardCharsets.UTF_8);
    if (target.length() > 0 && target.length() + bytes.length > rotation.maxBytes()) {
      rotate();
      create(file);
      try (RandomAccessFile next = new RandomAccessFile(file.toFile(), "rw")) {
        write(next, bytes);
      }
    } else {
      write(target, bytes);
    }
  }

  private String previousHash(RandomAccessFile target) throws IOException {
    LastLine last = LastLine.of(target);
    if (last.end() > 0) {
      return LineHash.of(last.bytes());
    }
    Path before = sibling(".1");
    if (!Files.exists(before)) {
      return LineHash.NO_LINE;
    }
    try (RandomAccessFile older = new RandomAccessFile(before.toFile(), "r")) {
      return LineHash.of(LastLine.of(older).bytes());
    }
  }

  /** All of it, or nothing: half a line must not be followed by another. */
  private void write(RandomAccessFile target, byte[] bytes) throws IOException {
    long end = target.length();
    try {
      target.seek(end);
      target.write(bytes);
      if (durable) {
        target.getFD().sync();
      }
    } catch (IOException failure) {
      try {
        target.setLength(end);
      } catch (IOException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  private void rotate() throws IOException {
    int oldest = rotation.files() - 1;
    if (oldest == 0) {
      Files.delete(file);
      return;
    }
    for (int number = oldest - 1; number >= 1; number--) {
      Path from = sibling("." + number);
      if (Files.exists(from)) {
        Files.move(from, sibling("." + (number + 1)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, sibling(".1"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** The same file has the same path, whatever links lead to its folder. */
  private static Path real(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new IOException(absolute + " is a folder; an audit trail needs a file");
    }
    try {
      return folder.toRealPath().resolve(absolute.getFileName());
    } catch (NoSuchFileException e) {
      throw new IOException("there is no folder " + folder + " for an audit trail; make it", e);
    }
  }

  private static void create(Path path) throws IOException {
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

package dev.witloof.runtime.audit;

import dev.witloof.runtime.internal.FileMutex;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * An audit trail on disk: JSON Lines, UTF-8, only ever added to. Each line holds the SHA-256 of the
 * one before it, so that {@link AuditVerification} finds what was changed or taken out. A line is
 * in the operating system's hands when {@link #append} returns, so that the crash of a process
 * loses none that was appended; a line that a crash tore is cut off when the next one is written,
 * which another line tells.
 *
 * <p>Several threads, class loaders and processes may write to the same file, whatever symbolic
 * links lead to it: each line is written under a lock on {@code FILE.lock}. Full files become
 * {@code FILE.1}, {@code FILE.2} and so on, the oldest being deleted; all these are beside the file
 * itself, and not beside a link to it. Only the owner may read what is created here, where the file
 * system knows owners. A file with something else in it is left alone.
 */
public final class AuditFile implements AuditSink {
  private final RotatedFiles files;
  private final FileMutex mutex;
  private final Rotation rotation;
  private final boolean durable;
  private final Clock clock;

  AuditFile(Path file, Rotation rotation, boolean durable, Clock clock) throws IOException {
    this.files = RotatedFiles.of(file);
    this.mutex = new FileMutex(files.file());
    this.rotation = rotation;
    this.durable = durable;
    this.clock = clock;
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
        () -> {
          recover();
          add(previous -> AuditJson.line(entry, Optional.of(previous)));
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private interface Line {
    String after(String previousHash);
  }

  private void locked(Work work) throws IOException {
    mutex.holding(
        () -> {
          work.run();
          return null;
        });
  }

  private RandomAccessFile open() throws IOException {
    FileMutex.createPrivate(files.file());
    return new RandomAccessFile(files.file().toFile(), "rw");
  }

  /** Cuts off what a crash left of a line. */
  private void recover() throws IOException {
    long torn;
    try (RandomAccessFile target = open()) {
      long end = LastLine.of(target).end();
      torn = target.length() - end;
      if (torn > 0) {
        target.setLength(end);
      }
    }
    if (torn > 0) {
      add(previous -> AuditJson.recovered(clock.instant(), torn, previous));
    }
  }

  private void add(Line line) throws IOException {
    byte[] bytes;
    boolean full;
    try (RandomAccessFile target = open()) {
      bytes = (line.after(previousHash(target)) + "\n").getBytes(StandardCharsets.UTF_8);
      full = target.length() > 0 && target.length() + bytes.length > rotation.maxBytes();
      if (!full) {
        write(target, bytes);
      }
    }
    // Not while it is open: not every system renames such files.
    if (full) {
      files.rotate(rotation.files());
      try (RandomAccessFile next = open()) {
        write(next, bytes);
      }
    }
  }

  private String previousHash(RandomAccessFile target) throws IOException {
    LastLine last = LastLine.of(target);
    if (last.end() > 0) {
      return LineHash.of(last.bytes());
    }
    Path before = files.at(1);
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
}

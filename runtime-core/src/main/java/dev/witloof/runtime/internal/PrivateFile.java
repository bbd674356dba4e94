package dev.witloof.runtime.internal;

import dev.witloof.connector.config.ConfigException;
import dev.witloof.connector.config.ConfigProblem;
import dev.witloof.connector.config.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A file that decides what is allowed, and that therefore nobody else may write to. */
public final class PrivateFile {
  private static final Set<PosixFilePermission> FOR_ITS_OWNER =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /**
   * Refuses a file that others than the user and root may write to, or put another in the place of.
   * Where the file system does not know that, as on Windows, all are taken.
   *
   * @throws ConfigException saying so; of a file that does not exist its folders are looked at
   */
  public static void require(Path file) {
    if (WriteAccess.isKnown(file)) {
      require(file, WriteAccess.ofProcess());
    }
  }

  static void require(Path file, WriteAccess access) {
    Optional<String> fault;
    try {
      fault = access.fault(file);
    } catch (IOException e) {
      fault = Optional.of("cannot be read: " + e.getMessage());
    }
    fault.ifPresent(
        why -> {
          throw new ConfigException(
              file.toString(), List.of(new ConfigProblem(Position.START, "", why)));
        });
  }

  /**
   * Does something with a file while nobody else does, if they do it in this way. Folders that have
   * to be made for it are for their owner alone.
   *
   * @throws UncheckedIOException when the lock cannot be had
   */
  public static <T> T exclusively(Path file, Supplier<T> work) {
    try {
      Path real = real(file);
      makeFolder(real.getParent());
      return new FileMutex(real(file)).holding(work::get);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file, in place of the one that is there: all of it or nothing. A new one is for its
   * owner alone, and so are folders that have to be made for it.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public static void write(Path file, String text) {
    try {
      Path real = real(file);
      makeFolder(real.getParent());
      Path aside = Files.createTempFile(real.getParent(), ".grants", ".tmp");
      try {
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        if (WriteAccess.isKnown(real)) {
          Files.setPosixFilePermissions(
              aside, Files.exists(real) ? Files.getPosixFilePermissions(real) : FOR_ITS_OWNER);
        }
        Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The same file has the same path, whatever links lead to it. */
  private static Path real(Path file) throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    return Files.exists(folder) ? folder.toRealPath().resolve(absolute.getFileName()) : absolute;
  }

  private static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (WriteAccess.isKnown(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}

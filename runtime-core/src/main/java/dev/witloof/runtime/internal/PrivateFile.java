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
import java.util.Set;

/** A file that decides what is allowed, and that therefore not everybody may write to. */
public final class PrivateFile {
  private static final int STICKY = 01000;
  private static final Set<PosixFilePermission> FOR_ITS_OWNER =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /**
   * Refuses a file that everybody may write to, or put another in the place of.
   *
   * @throws ConfigException saying so; no complaint of a file that does not exist
   */
  public static void require(Path file) {
    try {
      if (!isPosix(file) || !Files.exists(file)) {
        return;
      }
      Path real = file.toRealPath();
      if (isForEverybody(real)) {
        throw refused(file, "everybody may write to it; make it yours alone: chmod 600 " + real);
      }
      Path folder = real.getParent();
      boolean isSticky = ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
      if (isForEverybody(folder) && !isSticky) {
        throw refused(
            file, "everybody may write to its folder; make that yours alone: chmod 700 " + folder);
      }
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage());
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
      Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
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
        if (isPosix(real)) {
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

  private static void makeFolder(Path folder) throws IOException {
    if (isPosix(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static boolean isForEverybody(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        && path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static ConfigException refused(Path file, String why) {
    return new ConfigException(
        file.toString(), List.of(new ConfigProblem(Position.START, "", why)));
  }
}

package dev.witloof.cli;

import dev.witloof.connector.Cursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A cursor kept in a file, byte for byte; replaced atomically. */
record CursorFile(Path file) {

  /** The cursor; empty when there is no such file. */
  Optional<Cursor> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cursor.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new BadInput("--cursor-file " + file + " cannot be read: " + e, e);
    }
  }

  /** Replaces the cursor; a crash leaves the old one or the new one. */
  void write(Cursor cursor) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(cursor.toByteArray());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new BadInput(
          "--cursor-file " + file + " cannot be written, so the next read repeats rows: " + e, e);
    }
  }
}

package dev.witloof.pipeline;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One file for each cursor, {@code DIRECTORY/PIPELINE/TABLE.cursor} (names URL-encoded), holding
 * the cursor's bytes as they are. A file is replaced atomically, so that a crash leaves the old
 * cursor or the new one.
 */
public final class FileCursorStore implements CursorStore {
  private final Path directory;

  /** The directory is made when the first cursor is saved. */
  public FileCursorStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Cursor> load(String pipeline, String table) {
    Path file = file(pipeline, table);
    try {
      return Optional.of(Cursor.of(Files.readAllBytes(file)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ConnectorException.Permanent(
          "cannot read the cursor file " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void save(String pipeline, String table, Cursor cursor) {
    Path file = file(pipeline, table);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(cursor.toByteArray());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(file.getParent());
      force(directory);
    } catch (IOException e) {
      throw new ConnectorException.Transient(
          "the rows are committed, but the cursor file "
              + file
              + " cannot be written ("
              + e
              + "): free space or mend its permissions; until then these rows are read again",
          e);
    }
  }

  /** Without this the new name may be lost in a crash of the machine. Windows has no such call. */
  private static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Path file(String pipeline, String table) {
    return directory.resolve(encode(pipeline)).resolve(encode(table) + ".cursor");
  }

  /** A dot is legal in a URL but means a folder here. */
  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace(".", "%2E");
  }
}

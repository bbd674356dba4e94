package dev.witloof.connectors.file;

import dev.witloof.connector.ConnectorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Finds where to read on after a cursor, in a file that may have changed since. */
final class ResumePoint {
  private ResumePoint() {}

  /**
   * The start of the first record after the cursor.
   *
   * @throws ConnectorException.Permanent when the file is shorter than the cursor, the bytes before
   *     it are not those that were read, or the last record read has been continued
   */
  static Position of(FileChannel channel, FileCursor cursor, FileOptions options)
      throws IOException {
    Path file = options.path();
    long offset = cursor.position().offset();
    long size = channel.size();
    if (offset > size) {
      throw changed(
          file, "has " + size + " bytes, but was read up to byte " + offset + ": it was truncated");
    }
    if (!Fingerprint.before(channel, offset).equals(cursor.fingerprint())) {
      throw changed(file, "was replaced or edited since it was read up to byte " + offset);
    }
    return offset == 0 ? Position.START : afterLineEnd(channel, cursor.position(), file);
  }

  /** The last record may have ended with the file; then its line end came later, or never. */
  private static Position afterLineEnd(FileChannel channel, Position end, Path file)
      throws IOException {
    ByteInput last = new ByteInput(channel, new Position(end.offset() - 1, end.line()));
    if (last.read() == '\n') {
      return end;
    }
    ByteInput rest = new ByteInput(channel, end);
    rest.skip('\r');
    if (rest.skip('\n') || rest.peek() == ByteInput.END) {
      return rest.position();
    }
    throw changed(
        file,
        "line "
            + end.line()
            + " was read before it was complete: text was appended to it after byte "
            + end.offset());
  }

  private static ConnectorException.Permanent changed(Path file, String what) {
    return new ConnectorException.Permanent(
        file + ": " + what + "; delete the cursor to read the file from its start");
  }
}

package dev.witloof.connectors.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A reusable buffer of UTF-8 text that grows with what is appended. Not thread-safe. */
final class RecordBytes {
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private byte[] bytes = new byte[256];
  private int length;

  void clear() {
    length = 0;
  }

  void append(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  int length() {
    return length;
  }

  /** Whether there is nothing but spaces, tabs and carriage returns. */
  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The text, decoded strictly: malformed UTF-8 is an error, never a replacement character. */
  String text() throws CharacterCodingException {
    return decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
  }
}

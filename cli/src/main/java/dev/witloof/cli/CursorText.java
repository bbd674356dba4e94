package dev.witloof.cli;

import dev.witloof.connector.Cursor;
import dev.witloof.runtime.GuestText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A cursor for people: as text when it is text, else in hexadecimal; shortened. */
final class CursorText {
  private static final int LONGEST = 80;

  private CursorText() {}

  static String of(Cursor cursor) {
    byte[] bytes = cursor.toByteArray();
    String text = decode(bytes);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return GuestText.quote(text);
      }
    } catch (CharacterCodingException notText) {
      return hex(bytes);
    }
    return hex(bytes);
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}

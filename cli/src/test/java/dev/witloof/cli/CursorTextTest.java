package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.connector.Cursor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CursorTextTest {
  @Test
  void showsTextAsTextAndTheRestInHexadecimal() {
    assertEquals("'page 7'", text("page 7".getBytes(StandardCharsets.UTF_8)));
    assertEquals("0xff00", text(new byte[] {-1, 0}));
    assertEquals("0x1b5b", text(new byte[] {0x1b, '['}));
    assertEquals("0x" + "00".repeat(39) + "…", text(new byte[100]));
  }

  private static String text(byte[] bytes) {
    return CursorText.of(Cursor.of(bytes));
  }
}

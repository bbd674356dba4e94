package dev.witloof.engine.internal.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.InvalidModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WasmInputTest {
  private static WasmInput input(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new WasmInput(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 63, 64, -64, -65, 8191, 8192, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void signedNumbersSurviveWritingAndReading(long value) {
    WasmOutput out = new WasmOutput(10).signed(value);
    byte[] bytes = out.toByteArray();
    for (int bits : new int[] {32, 33, 64}) {
      WasmInput in = new WasmInput(bytes, 0, bytes.length);
      assertEquals(value, in.signed(bits));
      in.expectEnd("number");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -1L << 40})
  void largeNumbersNeed64Bits(long value) {
    byte[] bytes = new WasmOutput(10).signed(value).toByteArray();
    assertEquals(value, new WasmInput(bytes, 0, bytes.length).signed(64));
    assertThrows(InvalidModule.class, () -> new WasmInput(bytes, 0, bytes.length).signed(32));
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    assertEquals(-1, input(0xff, 0xff, 0xff, 0xff, 0x0f).u32());
    assertThrows(InvalidModule.class, () -> input(0xff, 0xff, 0xff, 0xff, 0x1f).u32());
    assertThrows(InvalidModule.class, () -> input(0x80, 0x80, 0x80, 0x80, 0x80, 0).u32());
    assertThrows(InvalidModule.class, () -> input(0x80).u32());
    assertThrows(InvalidModule.class, () -> input(0xff, 0xff, 0xff, 0xff, 0x4f).signed(32));
    assertThrows(InvalidModule.class, () -> input(0x80, 0x80, 0x80, 0x80, 0x80, 0).signed(32));
  }

  @Test
  void namesAreStrictUtf8() {
    assertEquals("é", input(2, 0xc3, 0xa9).name());
    InvalidModule e = assertThrows(InvalidModule.class, () -> input(2, 0xc0, 0x80).name());
    assertTrue(e.getMessage().contains("malformed UTF-8 encoding"), e.getMessage());
    assertThrows(InvalidModule.class, () -> input(9, 'a').name());
  }
}

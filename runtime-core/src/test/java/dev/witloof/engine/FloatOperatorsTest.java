package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A signalling NaN becomes a quiet one (core specification, 4.3.3), and zeros keep their signs. */
class FloatOperatorsTest {
  private static final int ONE = Float.floatToRawIntBits(1);
  private static final int SIGNALLING = 0x7fa0_0001;
  private static final int QUIET = 0x0040_0000;
  private static final int MINUS_ZERO = 0x8000_0000;

  private static final long LONG_ONE = Double.doubleToRawLongBits(1);
  private static final long LONG_SIGNALLING = 0x7ff4_0000_0000_0001L;
  private static final long LONG_QUIET = 0x0008_0000_0000_0000L;
  private static final long LONG_MINUS_ZERO = Long.MIN_VALUE;

  private static long call(Guest guest, String name, long left, long right) {
    guest.store().enter(Fixtures.PLENTY);
    try {
      return guest.function(name).call(left, right)[0];
    } finally {
      guest.store().leave();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void minimumAndMaximumOfFloats(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "nan");
    for (String name : new String[] {"f32.min", "f32.max"}) {
      for (int[] each : new int[][] {{SIGNALLING, ONE}, {ONE, SIGNALLING}, {SIGNALLING, 0}}) {
        int result = (int) call(guest, name, each[0], each[1]);
        assertEquals(0x7f80_0000 | QUIET, result & (0x7f80_0000 | QUIET), name);
      }
    }
    assertEquals(MINUS_ZERO, (int) call(guest, "f32.min", 0, MINUS_ZERO));
    assertEquals(MINUS_ZERO, (int) call(guest, "f32.max", MINUS_ZERO, MINUS_ZERO));
    assertEquals(0, (int) call(guest, "f32.max", 0, MINUS_ZERO));
    assertEquals(0, (int) call(guest, "f32.min", ONE, 0));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void minimumAndMaximumOfDoubles(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "nan");
    for (String name : new String[] {"f64.min", "f64.max"}) {
      for (long[] each :
          new long[][] {
            {LONG_SIGNALLING, LONG_ONE}, {LONG_ONE, LONG_SIGNALLING}, {LONG_SIGNALLING, 0}
          }) {
        long result = call(guest, name, each[0], each[1]);
        assertEquals(LONG_QUIET, result & LONG_QUIET, name);
        assertEquals(0x7ff0_0000_0000_0000L, result & 0x7ff0_0000_0000_0000L, name);
      }
    }
    assertEquals(LONG_MINUS_ZERO, call(guest, "f64.min", 0, LONG_MINUS_ZERO));
    assertEquals(LONG_MINUS_ZERO, call(guest, "f64.max", LONG_MINUS_ZERO, LONG_MINUS_ZERO));
    assertEquals(0, call(guest, "f64.max", 0, LONG_MINUS_ZERO));
    assertEquals(LONG_ONE, call(guest, "f64.max", LONG_ONE, 0));
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void roundingQuiets(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "nan");
    for (String name : new String[] {"ceil", "floor", "trunc"}) {
      assertEquals(SIGNALLING | QUIET, (int) call(guest, "f32." + name, SIGNALLING, 0), name);
      assertEquals(MINUS_ZERO, (int) call(guest, "f32." + name, MINUS_ZERO, 0), name);
      assertEquals(ONE, (int) call(guest, "f32." + name, ONE, 0), name);
      assertEquals(
          LONG_SIGNALLING | LONG_QUIET, call(guest, "f64." + name, LONG_SIGNALLING, 0), name);
      assertEquals(LONG_MINUS_ZERO, call(guest, "f64." + name, LONG_MINUS_ZERO, 0), name);
      assertEquals(LONG_ONE, call(guest, "f64." + name, LONG_ONE, 0), name);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void absoluteHasNoSign(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "nan");
    for (int bits : new int[] {SIGNALLING, ONE, 0, 0x7fc0_0000}) {
      assertEquals(bits, (int) call(guest, "f32.abs", bits | MINUS_ZERO, 0));
      assertEquals(bits, (int) call(guest, "f32.abs", bits, 0));
    }
    for (long bits : new long[] {LONG_SIGNALLING, LONG_ONE, 0, 0x7ff8_0000_0000_0000L}) {
      assertEquals(bits, call(guest, "f64.abs", bits | LONG_MINUS_ZERO, 0));
      assertEquals(bits, call(guest, "f64.abs", bits, 0));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void onlyTheSignIsCopied(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "nan");
    int positive = Float.floatToRawIntBits(0x1.ff8p31f);
    for (int sign : new int[] {positive, ONE, 0, SIGNALLING}) {
      assertEquals(ONE, (int) call(guest, "f32.copysign", ONE, sign));
      assertEquals(ONE | MINUS_ZERO, (int) call(guest, "f32.copysign", ONE, sign | MINUS_ZERO));
    }
    for (long sign : new long[] {LONG_ONE, 0, LONG_SIGNALLING, 0xffc0_0000L}) {
      assertEquals(LONG_ONE, call(guest, "f64.copysign", LONG_ONE, sign));
      assertEquals(
          LONG_ONE | LONG_MINUS_ZERO,
          call(guest, "f64.copysign", LONG_ONE, sign | LONG_MINUS_ZERO));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.Mode.class)
  void conversionsToUnsignedSaturate(Engine.Mode mode) {
    Guest guest = Fixtures.guest(mode, "nan");
    for (double each :
        new double[] {
          0,
          -0.0,
          0.9,
          -0.9,
          -1,
          1e300,
          -1e300,
          0x1p53,
          0x1p62,
          0x1p63,
          0x1.8p63,
          0x1p64,
          Math.nextDown(0x1p63),
          Math.nextUp(0x1p63),
          Math.nextDown(0x1p64),
          1.7e19,
          12345.9
        }) {
      long expected = saturated(each);
      long bits = Double.doubleToRawLongBits(each);
      assertEquals(expected, call(guest, "i64.trunc_sat_f64_u", bits, 0), () -> "of " + each);
      float narrow = (float) each;
      long narrowBits = Float.floatToRawIntBits(narrow);
      long expectedNarrow = saturated(narrow);
      assertEquals(
          expectedNarrow, call(guest, "i64.trunc_sat_f32_u", narrowBits, 0), () -> "of " + narrow);
    }
    assertEquals(0, call(guest, "i64.trunc_sat_f64_u", LONG_SIGNALLING, 0));
    assertEquals(0, call(guest, "i64.trunc_sat_f32_u", SIGNALLING, 0));
  }

  /** By decimal numbers, which have no bounds. */
  private static long saturated(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? -1 : 0;
    }
    BigInteger most = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    return new BigDecimal(value).toBigInteger().max(BigInteger.ZERO).min(most).longValue();
  }
}

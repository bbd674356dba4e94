package dev.witloof.component.internal.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.Trap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single core values: what the guest's bits mean and which values of the host fit. */
class ScalarsTest {
  private final FakeGuest guest = new FakeGuest(StringEncoding.UTF8, 65_536);

  private Object lift(ValueType type, long bits) {
    return new NodeFactory().node(type).liftFlat(guest.context(), new long[] {bits}, 0);
  }

  private long lower(ValueType type, Object value) {
    long[] flat = new long[1];
    new NodeFactory().node(type).lowerFlat(guest.context(), value, flat, 0);
    return flat[0];
  }

  static Stream<Arguments> lifted() {
    return Stream.of(
        Arguments.of(Primitive.BOOL, 2L, true),
        Arguments.of(Primitive.BOOL, 0x1_0000_0000L, false),
        Arguments.of(Primitive.U8, 0x1FFL, 255),
        Arguments.of(Primitive.S8, 0x1FFL, -1),
        Arguments.of(Primitive.S16, 0x8000L, -32_768),
        Arguments.of(Primitive.U16, -1L, 65_535),
        Arguments.of(Primitive.S32, 0xFFFF_FFFFL, -1),
        Arguments.of(Primitive.U32, -1L, 0xFFFF_FFFFL),
        Arguments.of(Primitive.U64, -1L, -1L),
        Arguments.of(Primitive.CHAR, 0x1F370L, 0x1F370),
        Arguments.of(new ValueType.FlagsOf(List.of("a", "b")), 0xFEL, Set.of("b")));
  }

  @ParameterizedTest
  @MethodSource("lifted")
  void ignoresBitsAboveTheType(ValueType type, long bits, Object value) {
    assertEquals(value, lift(type, bits));
  }

  @Test
  void canonicalizesNaN() {
    assertEquals(0x7FC0_0000, Float.floatToRawIntBits((Float) lift(Primitive.F32, 0xFFA0_1234L)));
    assertEquals(
        0x7FF8_0000_0000_0000L,
        Double.doubleToRawLongBits((Double) lift(Primitive.F64, 0xFFF0_0000_0000_0001L)));
    assertEquals(0x7FC0_0000L, lower(Primitive.F32, Float.intBitsToFloat(0xFFA0_1234)));
    assertEquals(
        0x7FF8_0000_0000_0000L,
        lower(Primitive.F64, Double.longBitsToDouble(0xFFF0_0000_0000_0001L)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0xD800, 0xDFFF, 0x110000, 0xFFFF_FFFFL})
  void trapsOnWhatIsNoChar(long bits) {
    assertThrows(Trap.class, () -> lift(Primitive.CHAR, bits));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(Primitive.U8, 256, "256 is out of the range of u8"),
        Arguments.of(Primitive.U8, -1, "-1 is out of the range of u8"),
        Arguments.of(Primitive.S8, 128, "128 is out of the range of s8"),
        Arguments.of(Primitive.U32, 1L << 32, "4294967296 is out of the range of u32"),
        Arguments.of(Primitive.U32, 1, "expected u32 (Long), got java.lang.Integer"),
        Arguments.of(Primitive.S32, 1L, "expected s32 (Integer), got java.lang.Long"),
        Arguments.of(Primitive.CHAR, 0xD800, "0xd800 is not a Unicode scalar value"),
        Arguments.of(Primitive.BOOL, "true", "expected bool (Boolean), got java.lang.String"),
        Arguments.of(Primitive.F32, 1.0, "expected f32 (Float), got java.lang.Double"),
        Arguments.of(
            new ValueType.EnumOf(List.of("a", "b")), "c", "the enum has no label 'c', but [a, b]"),
        Arguments.of(
            new ValueType.FlagsOf(List.of("a", "b")),
            Set.of("c"),
            "the flags have no label 'c', but [a, b]"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatDoesNotFit(ValueType type, Object value, String message) {
    ValueMismatch mismatch = assertThrows(ValueMismatch.class, () -> lower(type, value));
    assertEquals(message, mismatch.getMessage());
  }
}

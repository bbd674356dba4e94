package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.engine.LiftedBytes;

/** string in the three encodings of the canonical ABI. */
final class StringNode extends RangeNode {
  /** Set in the length of a latin1+utf16 string that is utf16. */
  static final long UTF16_TAG = 1L << 31;

  StringNode() {
    super(LiftedBytes.STRING);
  }

  /** {@code load_string_from_range}. */
  @Override
  Object liftRange(LiftLowerContext cx, long address, long taggedUnits) {
    return switch (cx.encoding()) {
      case UTF8 -> lift(cx, address, taggedUnits, false);
      case UTF16 -> lift(cx, address, taggedUnits, false);
      case LATIN1_UTF16 ->
          lift(cx, address, taggedUnits & ~UTF16_TAG, (taggedUnits & UTF16_TAG) != 0);
    };
  }

  private static Object lift(LiftLowerContext cx, long address, long units, boolean tagged) {
    int alignment = cx.encoding() == StringEncoding.UTF8 ? 1 : 2;
    long bytes = cx.encoding() == StringEncoding.UTF16 || tagged ? 2 * units : units;
    if (bytes > MAX_BYTES) {
      throw new AbiTrap(Rule.STRING_TOO_LONG, bytes, MAX_BYTES);
    }
    if (address % alignment != 0) {
      throw new AbiTrap(Rule.STRING_MISALIGNED, address, alignment);
    }
    if (!cx.inBounds(address, bytes)) {
      throw new AbiTrap(Rule.STRING_OUT_OF_BOUNDS, address, bytes, cx.memory().size());
    }
    cx.meter().lifted(bytes);
    byte[] encoded = cx.copy(address, (int) bytes);
    GuestString raw = new GuestString("", cx.encoding(), tagged, (int) units);
    String text =
        cx.meter()
            .watched(bytes, () -> StringDecoder.decode(encoded, raw.simpleEncoding(), address));
    return cx.peer() != Peer.GUEST
        ? text
        : new GuestString(text, cx.encoding(), tagged, (int) units);
  }

  /** {@code store_string_into_range}; a string of the host is taken as one of the same encoding. */
  @Override
  Range lowerRange(LiftLowerContext cx, Object value) {
    if (value instanceof GuestString guest) {
      return new StringLowering(cx, guest).lower();
    }
    if (!(value instanceof String string)) {
      throw ValueMismatch.expected("string (String)", value);
    }
    return StringLowering.lowerHostString(cx, string);
  }
}

package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;

/** char: a Unicode scalar value, that is, no surrogate. */
final class CharNode extends ScalarNode {
  CharNode() {
    super(4);
  }

  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    int value = (int) bits;
    if (!Character.isValidCodePoint(value)) {
      throw new AbiTrap(Rule.CHAR_OUT_OF_RANGE, value);
    }
    if (isSurrogate(value)) {
      throw new AbiTrap(Rule.CHAR_IS_SURROGATE, value);
    }
    return value;
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (!(value instanceof Integer scalar)) {
      throw ValueMismatch.expected("char (Integer)", value);
    }
    if (!Character.isValidCodePoint(scalar) || isSurrogate(scalar)) {
      throw new ValueMismatch("0x%x is not a Unicode scalar value".formatted(scalar));
    }
    return scalar;
  }

  private static boolean isSurrogate(int value) {
    return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
  }
}

package dev.witloof.component.internal.abi;

/** char: a Unicode scalar value, that is, no surrogate. */
final class CharNode extends ScalarNode {
  CharNode() {
    super(4);
  }

  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    int value = (int) bits;
    if (!isScalarValue(value)) {
      throw AbiTrap.INVALID_CHAR.with(value);
    }
    return value;
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (!(value instanceof Integer scalar)) {
      throw ValueMismatch.expected("char (Integer)", value);
    }
    if (!isScalarValue(scalar)) {
      throw new ValueMismatch("0x%x is not a Unicode scalar value".formatted(scalar));
    }
    return scalar;
  }

  private static boolean isScalarValue(int value) {
    return Character.isValidCodePoint(value)
        && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
  }
}

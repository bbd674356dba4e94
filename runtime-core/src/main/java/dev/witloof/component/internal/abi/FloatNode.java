package dev.witloof.component.internal.abi;

/** f32 and f64; every NaN becomes the canonical one, in both directions. */
final class FloatNode extends ScalarNode {
  private final boolean wide;

  FloatNode(boolean wide) {
    super(wide ? 8 : 4);
    this.wide = wide;
  }

  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    if (wide) {
      double value = Double.longBitsToDouble(bits);
      return value != value ? Double.NaN : value;
    }
    float value = Float.intBitsToFloat((int) bits);
    return value != value ? Float.NaN : value;
  }

  /** The JDK's {@code floatToIntBits} collapses NaNs to 0x7fc00000, which is the canonical one. */
  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (wide) {
      if (!(value instanceof Double number)) {
        throw ValueMismatch.expected("f64 (Double)", value);
      }
      return Double.doubleToLongBits(number);
    }
    if (!(value instanceof Float number)) {
      throw ValueMismatch.expected("f32 (Float)", value);
    }
    return Integer.toUnsignedLong(Float.floatToIntBits(number));
  }
}

package dev.witloof.component.internal.abi;

/** s8 to u32 and s64, u64: Integer where all values fit one, else Long. */
final class IntegerNode extends ScalarNode {
  private final String name;
  private final int bits;
  private final boolean signed;
  private final boolean asInteger;

  IntegerNode(String name, int bits, boolean signed) {
    super(bits / 8);
    this.name = name;
    this.bits = bits;
    this.signed = signed;
    this.asInteger = bits < 32 || (bits == 32 && signed);
  }

  @Override
  Object fromBits(LiftLowerContext cx, long value) {
    int above = Long.SIZE - bits;
    long extended = signed ? value << above >> above : value << above >>> above;
    return asInteger ? (Object) (int) extended : (Object) extended;
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (asInteger) {
      if (!(value instanceof Integer number)) {
        throw ValueMismatch.expected(name + " (Integer)", value);
      }
      return checked(number) & 0xFFFF_FFFFL;
    }
    if (!(value instanceof Long number)) {
      throw ValueMismatch.expected(name + " (Long)", value);
    }
    return checked(number);
  }

  private long checked(long number) {
    if (bits == 64) {
      return number;
    }
    long min = signed ? -1L << (bits - 1) : 0;
    long max = signed ? ~min : (1L << bits) - 1;
    if (number < min || number > max) {
      throw new ValueMismatch(number + " is out of the range of " + name);
    }
    return number;
  }
}

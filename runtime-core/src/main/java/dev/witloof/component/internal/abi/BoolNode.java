package dev.witloof.component.internal.abi;

/** bool: any bits but zero are true. */
final class BoolNode extends ScalarNode {
  BoolNode() {
    super(1, 0);
  }

  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    return (int) bits != 0;
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (!(value instanceof Boolean bool)) {
      throw ValueMismatch.expected("bool (Boolean)", value);
    }
    return bool ? 1 : 0;
  }
}

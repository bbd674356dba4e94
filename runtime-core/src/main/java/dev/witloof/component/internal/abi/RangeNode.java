package dev.witloof.component.internal.abi;

/** A value in a block of its own, referred to by pointer and length: strings and lists. */
abstract class RangeNode extends ValueNode {
  /** Longest string or list in bytes ({@code MAX_STRING_BYTE_LENGTH}). */
  static final long MAX_BYTES = (1L << 28) - 1;

  private static final long LOW = 0xFFFF_FFFFL;

  RangeNode(long hostBytes) {
    this(hostBytes, false);
  }

  RangeNode(long hostBytes, boolean mayOwn) {
    super(8, 4, 2, hostBytes, mayOwn);
  }

  /** Where a lowered value lies. {@code length} is what goes to the guest, tag included. */
  record Range(long address, long length) {}

  /** Lifts the value; address and length are the guest's word, zero-extended. */
  abstract Object liftRange(LiftLowerContext cx, long address, long length);

  abstract Range lowerRange(LiftLowerContext cx, Object value);

  @Override
  final Object load(LiftLowerContext cx, long address) {
    return liftRange(
        cx,
        Integer.toUnsignedLong(cx.memory().readInt(address)),
        Integer.toUnsignedLong(cx.memory().readInt(address + 4)));
  }

  @Override
  final void store(LiftLowerContext cx, Object value, long address) {
    Range range = lowerRange(cx, value);
    cx.memory().writeInt(address, (int) range.address());
    cx.memory().writeInt(address + 4, (int) range.length());
  }

  @Override
  final Object liftFlat(LiftLowerContext cx, long[] flat, int at) {
    return liftRange(cx, flat[at] & LOW, flat[at + 1] & LOW);
  }

  @Override
  final void lowerFlat(LiftLowerContext cx, Object value, long[] flat, int at) {
    Range range = lowerRange(cx, value);
    flat[at] = range.address();
    flat[at + 1] = range.length() & LOW;
  }
}

package dev.witloof.component.internal.abi;

/** {@code list<u8>}: one bulk copy in either direction. */
final class ByteListNode extends RangeNode {
  private static final long ARRAY = 16;

  ByteListNode() {
    super(ARRAY);
  }

  @Override
  Object liftRange(LiftLowerContext cx, long address, long length) {
    ListNode.checkRange(cx, address, length, 1, 1);
    cx.meter().lifted(length);
    byte[] bytes = new byte[(int) length];
    cx.memory().read(address, bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  Range lowerRange(LiftLowerContext cx, Object value) {
    if (!(value instanceof byte[] bytes)) {
      throw ValueMismatch.expected("list<u8> (byte[])", value);
    }
    if (bytes.length > MAX_BYTES) {
      throw new ValueMismatch("a list of " + bytes.length + " bytes is too long");
    }
    long address = cx.allocate(Allocation.LIST, 1, bytes.length);
    cx.memory().write(address, bytes, 0, bytes.length);
    return new Range(address, bytes.length);
  }
}

package dev.witloof.component.internal.abi;

import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.loan.HostBytes;
import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.LiftedBytes;
import dev.witloof.engine.loan.InPlaceMemory;

/**
 * {@code list<u8>}: one bulk copy in either direction, or none of its own where the other side
 * reads or writes the guest's memory itself.
 */
final class ByteListNode extends RangeNode {
  ByteListNode() {
    super(LiftedBytes.BYTE_LIST);
  }

  @Override
  Object liftRange(LiftLowerContext cx, long address, long length) {
    ListNode.checkRange(cx, address, length, 1, 1);
    cx.meter().lifted(length);
    if (cx.peer() == Peer.READER) {
      return new LentBytes(address, (int) length, cx);
    }
    return cx.copy(address, (int) length);
  }

  @Override
  Range lowerRange(LiftLowerContext cx, Object value) {
    if (value instanceof HostBytes source) {
      long address = allocate(cx, source.length());
      write(cx.memory(), address, source);
      return new Range(address, source.length());
    }
    if (!(value instanceof byte[] bytes)) {
      throw ValueMismatch.expected("list<u8> (byte[])", value);
    }
    long address = allocate(cx, bytes.length);
    cx.memory().write(address, bytes, 0, bytes.length);
    return new Range(address, bytes.length);
  }

  private static long allocate(LiftLowerContext cx, int length) {
    if (length > MAX_BYTES) {
      throw new ValueMismatch("a list of " + length + " bytes is too long");
    }
    return cx.allocate(Allocation.LIST, 1, length);
  }

  private static void write(CoreMemory memory, long address, HostBytes source) {
    int length = source.length();
    if (memory instanceof InPlaceMemory inPlace) {
      inPlace.inPlace(
          address,
          length,
          (bytes, offset) -> {
            source.copyTo(bytes, offset);
            return source;
          });
    } else {
      byte[] copy = new byte[length];
      source.copyTo(copy, 0);
      memory.write(address, copy, 0, length);
    }
  }
}

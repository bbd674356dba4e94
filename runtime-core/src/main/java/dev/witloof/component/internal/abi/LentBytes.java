package dev.witloof.component.internal.abi;

import dev.witloof.component.loan.GuestBytes;
import dev.witloof.engine.loan.InPlaceMemory;

/** Bytes of a guest's memory, which are lent until the guest goes on. */
final class LentBytes implements GuestBytes {
  private final long address;
  private final int length;
  private final LiftLowerContext lender;

  /** The range is checked already. */
  LentBytes(long address, int length, LiftLowerContext lender) {
    this.address = address;
    this.length = length;
    this.lender = lender;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public <T> T read(Reader<T> reader) {
    if (!lender.lending()) {
      throw new IllegalStateException("the bytes are gone: the call that gave them is over");
    }
    if (lender.memory() instanceof InPlaceMemory inPlace) {
      return inPlace.inPlace(
          address, length, (bytes, offset) -> reader.read(bytes, offset, length));
    }
    return reader.read(lender.copy(address, length), 0, length);
  }
}

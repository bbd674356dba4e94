package dev.witloof.component.internal.abi;

import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.internal.InPlaceMemory;

/**
 * A lifted {@code list<u8>} that still lies in the guest's memory. Who reads it does so before the
 * guest runs again: its post-return function would free the bytes.
 */
public final class GuestBytes {
  private final CoreMemory memory;
  private final long address;
  private final int length;
  private final LiftLowerContext lender;

  /** The range is checked already. */
  GuestBytes(CoreMemory memory, long address, int length, LiftLowerContext lender) {
    this.memory = memory;
    this.address = address;
    this.length = length;
    this.lender = lender;
  }

  /** Code that reads the bytes where they are, and keeps nothing. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads {@code length} bytes from {@code offset} on; the others are none of its business. */
    T read(byte[] bytes, int offset, int length);
  }

  public int length() {
    return length;
  }

  /**
   * Reads the bytes.
   *
   * @throws IllegalStateException when the guest may have run since they were lifted
   */
  public <T> T read(Reader<T> reader) {
    if (!lender.lending()) {
      throw new IllegalStateException("the bytes are gone: the call that gave them is over");
    }
    if (memory instanceof InPlaceMemory inPlace) {
      return inPlace.inPlace(
          address, length, (bytes, offset) -> reader.read(bytes, offset, length));
    }
    byte[] copy = new byte[length];
    memory.read(address, copy, 0, length);
    return reader.read(copy, 0, length);
  }
}

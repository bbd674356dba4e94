package dev.witloof.component.loan;

/**
 * A lifted {@code list<u8>} that still lies in the guest's memory. Who reads it does so before the
 * guest runs again: its post-return function would free the bytes.
 */
public interface GuestBytes {

  /** Code that reads the bytes where they are, and keeps nothing. */
  @FunctionalInterface
  interface Reader<T> {
    /** Reads {@code length} bytes from {@code offset} on; the others are none of its business. */
    T read(byte[] bytes, int offset, int length);
  }

  int length();

  /**
   * Reads the bytes.
   *
   * @throws IllegalStateException when the guest may have run since they were lifted
   */
  <T> T read(Reader<T> reader);
}

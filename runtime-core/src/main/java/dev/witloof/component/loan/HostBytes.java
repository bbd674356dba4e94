package dev.witloof.component.loan;

/**
 * A {@code list<u8>} of the host that writes itself, once and straight, into the memory that the
 * guest allocates for it.
 */
public interface HostBytes {
  /** Bytes that {@link #copyTo} writes. */
  int length();

  /** Writes to {@code target} from {@code offset} on, and nowhere else; keeps nothing. */
  void copyTo(byte[] target, int offset);
}

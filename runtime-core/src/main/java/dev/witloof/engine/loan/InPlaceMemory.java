package dev.witloof.engine.loan;

/**
 * A linear memory that this library's own code may use where it lies, without a copy in between.
 * The array is the guest's whole memory: it is for code that stays within the range it asked for,
 * and never for code of users.
 */
public interface InPlaceMemory {

  /**
   * Lends a range of the memory for as long as {@code use} runs, in which no guest code may run:
   * the memory could change and move.
   *
   * @throws dev.witloof.engine.Trap of kind MEMORY_OUT_OF_BOUNDS when there is no such range
   */
  <T> T inPlace(long address, int length, Use<T> use);

  /** Code that reads or writes the range, and keeps nothing. */
  @FunctionalInterface
  interface Use<T> {
    /** {@code offset} is the index of the range's first byte. */
    T of(byte[] memory, int offset);
  }
}

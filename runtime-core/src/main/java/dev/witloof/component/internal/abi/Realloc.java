package dev.witloof.component.internal.abi;

/** The guest's allocator, the canonical option {@code realloc}. */
@FunctionalInterface
public interface Realloc {
  /**
   * Calls the allocator: a block of {@code size} bytes that begins with the contents of the old
   * one; {@code old} and {@code oldSize} are 0 for a new block.
   *
   * @return the address as the guest gave it, zero-extended, not yet checked
   */
  long reallocate(long old, long oldSize, long alignment, long size);
}

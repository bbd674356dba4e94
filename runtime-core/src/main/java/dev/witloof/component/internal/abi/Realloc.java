package dev.witloof.component.internal.abi;

/** The guest's allocator, the canonical option {@code realloc}. */
@FunctionalInterface
public interface Realloc {
  /** A new block of {@code size} bytes: the address as the guest gave it, not yet checked. */
  long allocate(long alignment, long size);
}

package dev.witloof.component.internal.abi;

import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.engine.CoreMemory;
import java.util.Optional;

/**
 * What lifting and lowering of one call sees of its side (CanonicalABI.md, "Lifting and Lowering
 * Context").
 */
public final class LiftLowerContext {
  private final MemoryOptions options;
  private final HandleScope handles;
  private final TransferMeter meter;

  /** Memory, allocator and encoding of a lift or lower; validation says which must be present. */
  public record MemoryOptions(
      StringEncoding encoding, Optional<CoreMemory> memory, Optional<Realloc> realloc) {}

  public LiftLowerContext(MemoryOptions options, HandleScope handles, TransferMeter meter) {
    this.options = options;
    this.handles = handles;
    this.meter = meter;
  }

  StringEncoding encoding() {
    return options.encoding();
  }

  CoreMemory memory() {
    return options.memory().orElseThrow();
  }

  HandleScope handles() {
    return handles;
  }

  TransferMeter meter() {
    return meter;
  }

  /** A block of the guest's memory for {@code size} bytes, its alignment and bounds checked. */
  long allocate(long alignment, long size) {
    meter.lowered(size);
    long address = options.realloc().orElseThrow().allocate(alignment, size);
    if (address % alignment != 0) {
      throw AbiTrap.REALLOC_MISALIGNED.with(address, alignment);
    }
    if (!inBounds(address, size)) {
      throw AbiTrap.REALLOC_OUT_OF_BOUNDS.with(address, size, memory().size());
    }
    return address;
  }

  /** Whether the memory has all of the range; both are below 2^33, so the sum cannot overflow. */
  boolean inBounds(long address, long size) {
    return address + size <= memory().size();
  }
}

package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
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
  private final Peer peer;
  private long[] flat = {};
  private boolean lending = true;

  /** Memory, allocator and encoding of a lift or lower; validation says which must be present. */
  public record MemoryOptions(
      StringEncoding encoding, Optional<CoreMemory> memory, Optional<Realloc> realloc) {}

  /** Who is on the other side of the call. */
  public enum Peer {
    /** Gets plain Java objects. */
    HOST,
    /**
     * Gets plain Java objects, but for lists of bytes, which it reads in place: {@link LentBytes}.
     */
    READER,
    /** Gets what it needs to lower exactly as the specification says, see {@link GuestString}. */
    GUEST
  }

  public LiftLowerContext(
      MemoryOptions options, HandleScope handles, TransferMeter meter, Peer peer) {
    this.options = options;
    this.handles = handles;
    this.meter = meter;
    this.peer = peer;
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

  Peer peer() {
    return peer;
  }

  /**
   * Room for the flat values of one core call. It is the same array in each call that lowers as
   * many of them: the engine reads it before anything else is lowered.
   */
  long[] flat(int count) {
    if (flat.length != count) {
      flat = new long[count];
    }
    return flat;
  }

  /** Whether what lies in the guest's memory is still there. */
  boolean lending() {
    return lending;
  }

  /** The guest goes on: nobody may read in its memory any more what was lifted before. */
  public void endLending() {
    lending = false;
  }

  /** A block of the guest's memory for {@code size} bytes, its alignment and bounds checked. */
  long allocate(Allocation what, long alignment, long size) {
    return reallocate(what, 0, 0, alignment, size);
  }

  /** The block with another size, which may have moved; alignment and bounds are checked. */
  long reallocate(Allocation what, long old, long oldSize, long alignment, long size) {
    meter.checkDeadline();
    meter.lowered(Math.max(0, size - oldSize));
    long address = options.realloc().orElseThrow().reallocate(old, oldSize, alignment, size);
    if (address % alignment != 0) {
      throw new AbiTrap(what.misaligned(), address, alignment);
    }
    if (!inBounds(address, size)) {
      throw new AbiTrap(what.outOfBounds(), address, size, memory().size());
    }
    return address;
  }

  /** A copy of a range that is in bounds. */
  byte[] copy(long address, int length) {
    byte[] copy = meter.watched(length, () -> new byte[length]);
    memory().read(address, copy, 0, length);
    return copy;
  }

  /** Whether the memory has all of the range; both are below 2^33, so the sum cannot overflow. */
  boolean inBounds(long address, long size) {
    return address + size <= memory().size();
  }
}

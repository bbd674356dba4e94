package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Trap;

/**
 * The bytes that one store holds and may hold: for the memories and tables of its instances, for
 * their structure, and for interpreted functions while they run.
 */
final class MemoryBudget {
  private final long budget;
  private long used;

  /**
   * What running functions hold: see {@link GuestInterpreter}, which sets it back when they end. A
   * method could find no stack left for that.
   */
  long frames;

  private long peak;
  private long refused;

  MemoryBudget(long budget) {
    this.budget = budget;
  }

  long used() {
    return used + frames;
  }

  long free() {
    return budget - used - frames;
  }

  /** Takes bytes for something that starts out with them, or throws. */
  void require(long bytes) {
    if (!tryTake(bytes)) {
      throw new LimitExceeded(Limit.MEMORY, budget, used() + bytes);
    }
  }

  /** Throws unless that many bytes are free. */
  void requireFree(long bytes) {
    if (bytes > free()) {
      throw new LimitExceeded(Limit.MEMORY, budget, used() + bytes);
    }
  }

  /** Takes bytes if they are free; a refusal is remembered. */
  boolean tryTake(long bytes) {
    if (bytes > free()) {
      refuse(bytes);
      return false;
    }
    used += bytes;
    peak = Math.max(peak, used());
    return true;
  }

  /**
   * Takes bytes for a function that begins to run, or throws. Nothing that could find no stack left
   * comes behind the taking.
   */
  void requireFrame(long bytes) {
    requireFree(bytes);
    peak = Math.max(peak, used() + bytes);
    frames += bytes;
  }

  /** Gives back bytes that were taken but could not be allocated. */
  void giveBack(long bytes) {
    used -= bytes;
    refuse(bytes);
  }

  /** Remembers that the guest wanted more than it got. */
  void refuse(long bytes) {
    refused = Math.max(refused, used() + bytes);
  }

  /** Forgets refusals and the peak: a new entry begins. */
  void beginEntry() {
    refused = 0;
    peak = used();
  }

  long peak() {
    return peak;
  }

  boolean hasRefused() {
    return refused > 0;
  }

  LimitExceeded refusal() {
    return new LimitExceeded(Limit.MEMORY, budget, refused);
  }

  /** The failure of an entry in which the guest was refused memory and then trapped. */
  LimitExceeded refusal(Trap trap) {
    LimitExceeded limit = refusal();
    limit.initCause(trap);
    return limit;
  }
}

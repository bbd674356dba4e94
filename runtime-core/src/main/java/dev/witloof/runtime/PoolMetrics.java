package dev.witloof.runtime;

import java.time.Duration;

/**
 * What a connector's pool of instances holds and has done so far: a consistent snapshot.
 *
 * @param created instances made, in all
 * @param idle instances at present that nothing runs in: ready ones, and those that open sources
 *     keep for their next call
 * @param inUse instances at present that calls or open read handles have, or that calls still run
 *     in which were cancelled
 * @param waiting borrowers that wait at present
 * @param waits borrowers that had to wait, in all, whether they got an instance or not
 * @param timeouts borrowers that waited in vain, in all
 * @param discarded instances that were there and are no longer, in all
 * @param instantiation time it took to make all that were created, added up
 * @param slowestInstantiation the longest of these times; zero when none was created
 */
public record PoolMetrics(
    long created,
    int idle,
    int inUse,
    int waiting,
    long waits,
    long timeouts,
    long discarded,
    Duration instantiation,
    Duration slowestInstantiation) {

  /** The mean time to make an instance; zero when none was created. */
  public Duration meanInstantiation() {
    return created == 0 ? Duration.ZERO : instantiation.dividedBy(created);
  }
}

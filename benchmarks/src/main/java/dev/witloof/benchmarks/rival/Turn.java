package dev.witloof.benchmarks.rival;

/**
 * What a rival did in one turn.
 *
 * @param calls how many, at least 1
 * @param nanos all of them together
 * @param lowest nanoseconds of the fastest call
 * @param result of the last call: a checksum
 */
public record Turn(long calls, long nanos, long lowest, long result) {}

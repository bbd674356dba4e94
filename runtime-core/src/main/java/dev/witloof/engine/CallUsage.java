package dev.witloof.engine;

import java.time.Duration;

/**
 * What one guest entry used.
 *
 * @param fuel units; one more than the budget when that was not enough
 * @param peakMemory the highest sum of memories and tables, in bytes, and of what else {@link
 *     Engine#newStore} counts
 */
public record CallUsage(long fuel, Duration elapsed, long peakMemory) {}

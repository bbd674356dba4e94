package dev.witloof.engine;

import java.time.Duration;

/**
 * What one guest entry used. {@code peakMemory} is the highest sum of memories and tables, in
 * bytes.
 */
public record CallUsage(long fuel, Duration elapsed, long peakMemory) {}

package dev.witloof.engine;

import java.time.Duration;

/**
 * The budget of one guest entry.
 *
 * @param fuel units, one a wasm instruction
 * @param deadline wall-clock time from the entry on
 * @param liftedBytes bytes that may be lifted out of guest memory during the call
 */
public record CallLimits(long fuel, Duration deadline, long liftedBytes) {}

package dev.witloof.conformance;

import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import java.time.Duration;
import java.util.Optional;

/**
 * The most that calls of one function about one table used, each of the three by itself.
 *
 * @param function the WIT name, such as {@code [method]read-handle.next}
 * @param table empty for calls that are about none
 * @param calls how many there were
 * @param fuel units of the call that burnt most
 * @param memory bytes at the peak of the call that had most
 * @param elapsed of the longest one
 */
public record CallUse(
    String function, Optional<String> table, long calls, long fuel, long memory, Duration elapsed) {

  static CallUse of(CallEnded call) {
    return new CallUse(
        call.function(),
        call.table(),
        1,
        call.usage().fuel(),
        call.usage().peakMemory(),
        call.usage().elapsed());
  }

  /** The most of both. */
  CallUse and(CallUse other) {
    return new CallUse(
        function,
        table,
        calls + other.calls,
        Math.max(fuel, other.fuel),
        Math.max(memory, other.memory),
        elapsed.compareTo(other.elapsed) > 0 ? elapsed : other.elapsed);
  }
}

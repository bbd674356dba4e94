package dev.witloof.runtime.internal.observe.jfr;

import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import java.util.Locale;

/** A call that a recording wants. */
public final class RecordedCall {
  private static final CallRecord PROBE = new CallRecord();

  private final CallRecord entry = new CallRecord();

  RecordedCall() {
    entry.begin();
  }

  static boolean isWanted() {
    return PROBE.isEnabled();
  }

  /** The call is over. */
  public void commit(CallEnded call) {
    entry.end();
    if (entry.shouldCommit()) {
      entry.connector = call.connector().name();
      entry.version = call.connector().version().orElse("");
      entry.sha256 = call.connector().sha256();
      entry.function = call.function();
      entry.table = call.table().orElse("");
      entry.outcome = call.outcome().name().toLowerCase(Locale.ROOT);
      entry.rows = call.rows();
      entry.bytes = call.bytes();
      entry.fuel = call.usage().fuel();
      entry.peakMemory = call.usage().peakMemory();
      entry.commit();
    }
  }
}

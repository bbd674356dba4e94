package dev.witloof.runtime.internal.observe.jfr;

import dev.witloof.runtime.event.ConnectorListener;
import java.util.Optional;

/** The way to the flight recorder, if this Java has one. */
public final class FlightRecorder {
  private static final boolean THERE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecorder() {}

  /** Records all events but calls, which are recorded from their beginning. */
  public static Optional<ConnectorListener> listener() {
    return THERE ? Optional.of(new RecordedEvents()) : Optional.empty();
  }

  /** Whether a recording that runs wants calls. */
  public static boolean recordsCalls() {
    return THERE && RecordedCall.isWanted();
  }

  /** A call begins; empty when no recording wants it. */
  public static Optional<RecordedCall> beginCall() {
    return recordsCalls() ? Optional.of(new RecordedCall()) : Optional.empty();
  }
}

package dev.witloof.host.http;

import dev.witloof.runtime.ConnectorUsage;
import java.time.Duration;

/** Lets tests see what a connector leaves in flight. */
public final class RequestsInFlight {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private RequestsInFlight() {}

  /** As {@link #left}, of a connector that has made a request before. */
  public static int leftBy(ConnectorUsage usage) {
    return left(
        usage
            .shared(
                ConnectorHttp.class,
                () -> {
                  throw new IllegalStateException("the connector has made no request");
                })
            .inFlight());
  }

  /**
   * Places that stay taken when every request is closed. One that is closed during its lookup gives
   * its place back at the end of that, on another thread.
   */
  static int left(InFlight inFlight) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (inFlight.taken() > 0 && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    return inFlight.taken();
  }
}

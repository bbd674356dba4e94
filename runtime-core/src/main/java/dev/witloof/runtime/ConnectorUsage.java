package dev.witloof.runtime;

/**
 * What all component instances of one loaded connector use together, so that opening more of them
 * gives no more than one may have. Thread-safe.
 */
public final class ConnectorUsage {
  private static final long SECOND = 1_000_000_000L;

  private int httpInFlight;
  private boolean logged;
  private long logWindowStart;
  private long logWindowBytes;

  /**
   * Takes a place for one more HTTP request.
   *
   * @param limit how many may be in flight
   * @return whether there was one; {@link #endHttp} gives it back
   */
  public synchronized boolean beginHttp(int limit) {
    if (httpInFlight >= limit) {
      return false;
    }
    httpInFlight++;
    return true;
  }

  /** Gives back a place that {@link #beginHttp} gave. */
  public synchronized void endHttp() {
    if (httpInFlight == 0) {
      throw new IllegalStateException("no HTTP request is in flight");
    }
    httpInFlight--;
  }

  /** HTTP requests in flight at present. */
  public synchronized int httpInFlight() {
    return httpInFlight;
  }

  /**
   * Counts bytes of log text.
   *
   * @param bytesPerSecond how many a second may have
   * @param nanoTime the present, of a clock like {@link System#nanoTime()}
   * @return whether they may be logged; if not, they are not counted
   */
  public synchronized boolean admitLog(long bytes, int bytesPerSecond, long nanoTime) {
    if (!logged || nanoTime - logWindowStart >= SECOND) {
      logged = true;
      logWindowStart = nanoTime;
      logWindowBytes = 0;
    }
    if (bytes > bytesPerSecond - logWindowBytes) {
      return false;
    }
    logWindowBytes += bytes;
    return true;
  }
}

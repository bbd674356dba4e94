package dev.witloof.host.http;

import dev.witloof.runtime.ConnectorUsage;

/** Lets tests of other packages see what a connector has in flight. */
public final class RequestsInFlight {
  private RequestsInFlight() {}

  /** Of a connector that has made a request before. */
  public static int of(ConnectorUsage usage) {
    return usage
        .shared(
            ConnectorHttp.class,
            () -> {
              throw new IllegalStateException("the connector has made no request");
            })
        .inFlight()
        .taken();
  }
}

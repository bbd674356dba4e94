package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.Map;

/**
 * A request as the guest made it. Immutable.
 *
 * @param url with scheme, authority, path and query
 * @param headers values by names in lower case
 */
public record RecordedRequest(
    String method, String url, Map<String, List<String>> headers, Body body) {
  private static final int LONGEST = 120;

  public RecordedRequest {
    headers = Headers.copy(headers);
  }

  /** Method and address, a long one without its middle. */
  @Override
  public String toString() {
    int length = url.length();
    return method
        + " "
        + (length <= LONGEST
            ? url
            : url.substring(0, LONGEST / 2) + "…" + url.substring(length - LONGEST / 2));
  }
}

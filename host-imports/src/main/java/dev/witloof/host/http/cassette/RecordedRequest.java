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
  public RecordedRequest {
    headers = Headers.copy(headers);
  }

  /** The request without what belongs in no message: method and address. */
  @Override
  public String toString() {
    return method + " " + url;
  }
}

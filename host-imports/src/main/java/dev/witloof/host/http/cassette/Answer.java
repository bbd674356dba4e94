package dev.witloof.host.http.cassette;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a request, as the guest saw it. Immutable. */
public sealed interface Answer {
  /**
   * A response.
   *
   * @param headers values by names in lower case
   * @param body what the guest read of it
   * @param trailers as the headers
   * @param incomplete whether the guest gave up the body before its end
   * @param failure how the body broke off, if it did
   */
  record Response(
      int status,
      Map<String, List<String>> headers,
      Body body,
      Map<String, List<String>> trailers,
      boolean incomplete,
      Optional<Failure> failure)
      implements Answer {
    public Response {
      headers = Headers.copy(headers);
      trailers = Headers.copy(trailers);
    }
  }

  /**
   * No response.
   *
   * @param code a case of the {@code error-code} of wasi:http
   * @param message for people
   */
  record Failure(String code, String message) implements Answer {}
}

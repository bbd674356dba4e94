package dev.witloof.host.http;

import dev.witloof.host.http.cassette.Answer;
import dev.witloof.host.http.cassette.Body;
import dev.witloof.host.http.cassette.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Messages as they are on cassettes, and back. */
final class Recorded {
  private static final String CONTENT_LENGTH = "content-length";

  private Recorded() {}

  /**
   * @param body as it is sent
   */
  static RecordedRequest request(HttpTransport.Request request, byte[] body)
      throws Body.Unsuitable {
    Map<String, List<String>> headers = headers(request.headers());
    return new RecordedRequest(
        request.target().method(), request.target().url(), headers, Body.of(body, headers));
  }

  static Map<String, List<String>> headers(List<Fields.Entry> entries) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Fields.Entry entry : entries) {
      headers
          .computeIfAbsent(entry.name().toLowerCase(Locale.ROOT), none -> new ArrayList<>())
          .add(entry.text());
    }
    return headers;
  }

  static List<Fields.Entry> entries(Map<String, List<String>> headers) {
    List<Fields.Entry> entries = new ArrayList<>();
    headers.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    entries.add(
                        new Fields.Entry(name, value.getBytes(StandardCharsets.ISO_8859_1)))));
    return entries;
  }

  /** The header fields of a response; a length that they tell is that of the body that comes. */
  static List<Fields.Entry> entries(Answer.Response response, int length) {
    boolean isWhole = !response.incomplete() && response.failure().isEmpty() && length > 0;
    if (!isWhole || !response.headers().containsKey(CONTENT_LENGTH)) {
      return entries(response.headers());
    }
    Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
    headers.put(CONTENT_LENGTH, List.of(String.valueOf(length)));
    return entries(headers);
  }

  static Answer.Failure failure(HttpFailure failure) {
    return new Answer.Failure(failure.code().label(), String.valueOf(failure.getMessage()));
  }

  static HttpFailure failure(Answer.Failure failure) {
    return HttpFailure.ofLabel(failure.code(), failure.message());
  }
}

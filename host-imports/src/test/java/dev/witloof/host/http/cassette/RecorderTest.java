package dev.witloof.host.http.cassette;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.secret.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private final Recorder recorder = new Recorder();

  private void record(String path, Map<String, List<String>> headers) throws Body.Unsuitable {
    RecordedRequest request = new RecordedRequest("GET", "https://h/" + path, headers, Body.EMPTY);
    Answer answer = new Answer.Response(200, headers, Body.EMPTY, headers, false, Optional.empty());
    recorder.finish(recorder.begin(request, Redactor.none()), request, answer);
  }

  @Test
  void addressesAndHeadersCountAsBodiesDo() throws Body.Unsuitable {
    int exchanges = 64;
    int each = (int) (Recorder.MAX_BYTES / exchanges);
    // The same text in all, so that it takes no memory here.
    Map<String, List<String>> headers = Map.of("x", List.of("y".repeat(each / 4)));
    String path = "z".repeat(each / 4);
    for (int i = 0; i < exchanges - 1; i++) {
      record(i + path, headers);
    }
    // An equal exchange is kept once.
    record("0" + path, headers);
    Body.Unsuitable refused =
        assertThrows(Body.Unsuitable.class, () -> record("last" + path, headers));
    assertTrue(refused.getMessage().contains("256 MiB"), refused.getMessage());
  }
}

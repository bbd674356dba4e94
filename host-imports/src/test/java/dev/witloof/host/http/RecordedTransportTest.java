package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.TestCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTransportTest {
  @TempDir Path folder;

  private GuestHttp guest() {
    return GuestHttp.with(
        new TestCall.Setup(
            List.of("http://api.example.com"), Optional.of(folder), Duration.ofSeconds(20)));
  }

  private void record(String body) throws IOException {
    Files.writeString(
        folder.resolve("recording.json"),
        """
        {"origin": "a test", "exchanges": [
          {"method": "GET", "url": "http://api.example.com/a?b=c", "status": 200,
           "headers": {"content-type": ["text/plain"]}, "body": "%s"},
          {"method": "POST", "url": "http://api.example.com/a", "status": 201,
           "headers": {}, "body": "a.txt"}]}
        """
            .formatted(body));
    Files.writeString(folder.resolve("a.txt"), "recorded");
  }

  @Test
  void answersWhatWasRecorded() throws IOException {
    record("a.txt");
    try (GuestHttp guest = guest()) {
      IncomingResponse response = guest.response("api.example.com", "/a?b=c");
      assertEquals(200, response.status());
      assertEquals("recorded", guest.text(response));
    }
  }

  @Test
  void takesABodyOfAnyLength() throws IOException {
    record("a.txt");
    try (GuestHttp guest = guest()) {
      OutgoingRequest request = guest.request("api.example.com", "/a");
      ok(guest.types("[method]outgoing-request.set-method", request, VariantValue.of("post")));
      OutgoingBody body = guest.outgoingBody(request);
      Object handled = guest.handle(request);
      var writer = guest.writer(body);
      for (int i = 0; i < 100; i++) {
        ok(guest.write(writer, new byte[4096]));
      }
      ok(guest.finish(body));
      assertEquals(201, ((IncomingResponse) ok(guest.awaited(handled))).status());
    }
  }

  @Test
  void saysWhatWasNotRecorded() throws IOException {
    record("a.txt");
    try (GuestHttp guest = guest()) {
      VariantValue missing =
          error(guest.awaited(guest.handle(guest.request("api.example.com", "/other"))));
      assertTrue(missing.toString().contains("no answer is recorded"), missing.toString());
    }
  }

  @Test
  void theAllowlistHoldsForRecordingsToo() throws IOException {
    record("a.txt");
    try (GuestHttp guest = guest()) {
      assertEquals(
          "HTTP-request-denied",
          error(guest.handle(guest.request("other.example.com", "/a"))).label());
    }
  }

  @Test
  void aBodyOutsideOfTheFolderIsNotRead() throws IOException {
    record("../secret");
    try (GuestHttp guest = guest()) {
      VariantValue refused =
          error(guest.awaited(guest.handle(guest.request("api.example.com", "/a?b=c"))));
      assertTrue(refused.toString().contains("outside of the recording"), refused.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|Unexpected end-of-input",
        "{\"origin\": \"x\"}|exchanges",
        "{\"origin\": \"x\", \"exchanges\": [{\"method\": \"GET\"}]}|url",
        "{\"origin\": \"x\", \"exchanges\": [], \"more\": 1}|more"
      })
  void aWrongIndexIsTold(String index, String problem) throws IOException {
    Files.writeString(folder.resolve("recording.json"), index);
    try (GuestHttp guest = guest()) {
      assertEquals(
          "configuration-error",
          error(guest.handle(guest.request("api.example.com", "/a"))).label());
      String told = guest.host().lines().get(0).message();
      assertTrue(told.contains("recording.json"), told);
      assertTrue(told.contains(problem), told);
    }
  }
}

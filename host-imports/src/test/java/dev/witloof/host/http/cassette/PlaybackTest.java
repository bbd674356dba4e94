package dev.witloof.host.http.cassette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybackTest {
  @TempDir Path folder;

  private Playback of(String match, String... exchanges) throws IOException {
    return Playback.open(
        Files.writeString(
            folder.resolve("c.json"),
            "{\"cassette\": 1, \"match\": {%s}, \"exchanges\": [%s]}"
                .formatted(match, String.join(", ", exchanges))));
  }

  private static String exchange(String url, int status) {
    return """
        {"request": {"method": "GET", "url": "%s"}, "response": {"status": %d}}"""
        .formatted(url, status);
  }

  private static RecordedRequest get(String url, String... header) {
    return new RecordedRequest(
        "GET",
        url,
        header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1])),
        Body.EMPTY);
  }

  private static int status(Playback playback, RecordedRequest request)
      throws Playback.NotRecorded {
    return ((Answer.Response) playback.answer(request, Redactor.none())).status();
  }

  private static String refusal(Playback playback, RecordedRequest request) {
    return assertThrows(Playback.NotRecorded.class, () -> playback.answer(request, Redactor.none()))
        .forTheOperator();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/p?b=2&a=1",
    "http://h/p?a=%31&b=2",
    "http://h/%70?a=1&b=2",
  })
  void addressesMatchWhateverTheOrderOfParametersAndTheEncoding(String url) throws Exception {
    assertEquals(200, status(of("", exchange("http://h/p?a=1&b=2", 200)), get(url)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/p?a=1&b=2, the origin is 'https://h'; and 'http://h' there",
    "http://h:81/p?a=1&b=2, the origin is 'http://h:81'; and 'http://h' there",
    "http://h/q?a=1&b=2, the path is '/q'; and '/p' there",
    "http://h/p/?a=1&b=2, the path is '/p/'; and '/p' there",
    "http://h/p?a=1, parameter 'b' is missing; and '2' there",
    "http://h/p?a=1&b=2&c=3, parameter 'c' is '3'; and missing there",
    "http://h/p?a=2&b=2, parameter 'a' is '2'; and '1' there",
    "http://h/p?a=1&a=1&b=2, 'parameter ''a'' is ''1, 1''; and ''1'' there'",
  })
  void otherAddressesDoNotMatch(String url, String difference) throws Exception {
    String said = refusal(of("", exchange("http://h/p?a=1&b=2", 200)), get(url));
    assertTrue(said.contains(difference.replace("; and", ", and")), said);
  }

  @Test
  void theNearestIsTheOneWithTheLeastDistance() throws Exception {
    Playback playback =
        of(
            "",
            exchange("http://other/v1/orders?page=2", 200),
            exchange("http://h/v1/customers?page=2", 200),
            exchange("http://h/v1/orders?page=1&x=y", 200),
            exchange("http://h/v1/orders?page=1", 200));
    String said = refusal(playback, get("http://h/v1/orders?page=2"));
    assertTrue(said.contains("nearest is exchange 4, GET http://h/v1/orders?page=1: "), said);
    String told =
        assertThrows(
                Playback.NotRecorded.class,
                () -> playback.answer(get("http://h/v1/orders?page=2"), Redactor.none()))
            .getMessage();
    assertTrue(said.startsWith(told + ". ") && !told.contains("page=1"), told);
  }

  @Test
  void ofManyDifferencesSomeAreTold() throws Exception {
    String said = refusal(of("", exchange("http://h/?a=1&b=1&c=1&d=1&e=1", 200)), get("http://h/"));
    assertTrue(said.endsWith("parameter 'c' is missing, and '1' there; and 2 more"), said);
  }

  @Test
  void anEmptyCassetteSaysSo() throws Exception {
    String said = refusal(of(""), get("http://h/"));
    assertTrue(said.contains("Nothing is recorded there"), said);
  }

  @Test
  void theMessageHasNoSecrets() throws Exception {
    String said =
        refusal(
            of("", exchange("http://h/p?api_key=[redacted]", 200)),
            get("http://h/q?api_key=abcdefghi"));
    assertTrue(!said.contains("abcdefghi") && said.contains("api_key=[redacted]"), said);
  }

  @Test
  void answersComeInTheirOrderAndAsOftenAsRecorded() throws Exception {
    Playback playback =
        of(
            "",
            exchange("http://h/", 201).replaceFirst("\\{", "{\"times\": 2, "),
            exchange("http://h/other", 404),
            exchange("http://h/", 202));
    RecordedRequest request = get("http://h/");
    assertEquals(201, status(playback, request));
    assertEquals(201, status(playback, request));
    assertEquals(202, status(playback, request));
    assertEquals(202, status(playback, request));
    assertEquals(404, status(playback, get("http://h/other")));
  }

  @Test
  void afterTheLastItMayRefuse() throws Exception {
    Playback playback =
        of(
            "\"after-last\": \"refuse\"",
            exchange("http://h/", 201),
            exchange("http://h/", 202).replaceFirst("\\{", "{\"times\": 2, "));
    RecordedRequest request = get("http://h/");
    assertEquals(201, status(playback, request));
    assertEquals(202, status(playback, request));
    assertEquals(202, status(playback, request));
    assertTrue(refusal(playback, request).contains("as often as"), refusal(playback, request));
  }

  @Test
  void parametersMayBeIgnored() throws Exception {
    Playback playback = of("\"ignore-query\": [\"_\"]", exchange("http://h/?a=1&_=1", 200));
    assertEquals(200, status(playback, get("http://h/?_=2&a=1")));
    assertEquals(200, status(playback, get("http://h/?a=1")));
  }

  @Test
  void headersMayBeCompared() throws Exception {
    String english =
        """
        {"request": {"method": "GET", "url": "http://h/", "headers": {"accept-language": "en"}},
         "response": {"status": 200}}""";
    Playback playback = of("\"headers\": [\"Accept-Language\"]", english);
    assertEquals(200, status(playback, get("http://h/", "accept-language", "en")));
    String said = refusal(playback, get("http://h/", "accept-language", "de"));
    assertTrue(said.contains("header 'accept-language' is 'de', and 'en' there"), said);
    assertEquals(200, status(of("", english), get("http://h/")));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/s/[redacted]/x?a=b, http://h/s/abc/x?a=b, true",
    "http://h/s/[redacted]/x?a=b, http://h/s/[redacted]/x?a=b, true",
    "http://h/s/[redacted]/x?a=b, http://h/s/abc/y?a=b, false",
    "http://h/s/[redacted]/x?a=b, http://h/s//x?a=b, false",
    "http://h/s/[redacted]/x?a=b, http://h/s/abc/d/x?a=b, false",
    "http://h/a-[redacted]-b-[redacted]-c, http://h/a-1-b-2-c, true",
    "http://h/a-[redacted]-b-[redacted]-c, http://h/a-1-b-c, false",
    "http://h/?q=[redacted], http://h/?q=a%26b, true",
    "http://h/?q=[redacted], http://h/?q=a&r=b, false",
    "http://h/?api_key=abc, http://h/?api_key=def, true",
  })
  void aMarkerMatchesAnyTextAtItsPlace(String recorded, String asked, boolean matches)
      throws Exception {
    Playback playback = of("", exchange(recorded, 200));
    if (matches) {
      assertEquals(200, status(playback, get(asked)));
    } else {
      assertTrue(refusal(playback, get(asked)).contains("nearest"));
    }
  }

  @Test
  void aMarkerInABodyMatchesOneValue() throws Exception {
    String recorded =
        """
        {"request": {"method": "POST", "url": "http://h/", "body": {"json": {"a": "[redacted]", "b": 1}}},
         "response": {"status": 200}}""";
    Playback playback = of("", recorded);
    assertEquals(200, status(playback, post("{\"b\": 1, \"a\": \"x\"}")));
    refusal(playback, post("{\"a\": \"x\", \"aa\": \"y\", \"b\": 1}"));
    refusal(playback, post("{\"a\": \"x\", \"b\": 2}"));
    refusal(playback, post("text"));
  }

  private static RecordedRequest post(String body) {
    return new RecordedRequest("POST", "http://h/", Map.of(), Body.EMPTY.withText(body));
  }

  @Test
  void whatMatchesExactlyComesBeforeWhatHasAMarker() throws Exception {
    Playback playback = of("", exchange("http://h/[redacted]", 201), exchange("http://h/abc", 202));
    assertEquals(202, status(playback, get("http://h/abc")));
    assertEquals(201, status(playback, get("http://h/abd")));
  }

  @Test
  void theMessageHasTheNameOfTheFileAlone() throws Exception {
    String said = refusal(of(""), get("http://h/"));
    assertTrue(said.contains("is not recorded in c.json: ") && !said.contains("/c.json"), said);
  }

  @Test
  void bodiesMayBeIgnored() throws Exception {
    String recorded =
        """
        {"request": {"method": "GET", "url": "http://h/", "body": {"text": "a"}},
         "response": {"status": 200}}""";
    assertEquals(200, status(of("\"body\": false", recorded), get("http://h/")));
    assertTrue(refusal(of("", recorded), get("http://h/")).contains("the body"));
  }
}

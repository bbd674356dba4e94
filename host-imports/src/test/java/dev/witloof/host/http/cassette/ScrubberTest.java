package dev.witloof.host.http.cassette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
  private final Scrubber scrubber = new Scrubber(true);

  private RecordedRequest request(String url, Map<String, List<String>> headers, String body) {
    Body sent = Body.EMPTY.withText(body);
    return scrubber.scrub(new RecordedRequest("GET", url, headers, sent), Redactor.none());
  }

  private String url(String query) {
    return request("https://h/p?" + query, Map.of(), "").url().substring("https://h/p?".length());
  }

  private String body(String text, String type) {
    Body body = request("https://h/", Map.of("content-type", List.of(type)), text).body();
    return new String(body.content(), StandardCharsets.UTF_8);
  }

  private String json(String text) {
    return body(text, "application/json");
  }

  private String header(String name, String value) {
    return request("https://h/", Map.of(name, List.of(value)), "").headers().get(name).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&api_key=abc&b=2, a=1&api_key=[redacted]&b=2",
    "access_token=x%20y, access_token=[redacted]",
    "X-Amz-Signature=00ff&X-Amz-Date=2026, X-Amz-Signature=[redacted]&X-Amz-Date=2026",
    "key=AIza, key=[redacted]",
    "page_token=abc&pageToken=abc&next_token=abc, page_token=abc&pageToken=abc&next_token=abc",
    "token=, token=",
    "monkey=1&tokens=2, monkey=1&tokens=2",
    "nextPageToken=a&$skiptoken=b&async_token=c, nextPageToken=a&$skiptoken=b&async_token=[redacted]",
    "page_access_token=a&preview_token=b, page_access_token=[redacted]&preview_token=[redacted]",
    "password_again=a&api_key_admin=b, password_again=[redacted]&api_key_admin=[redacted]",
    "passwordUpdate=a&passwordUpdatedAt=b, passwordUpdate=[redacted]&passwordUpdatedAt=b",
    "client_assertion=a&client_assertion_type=b, client_assertion=[redacted]&client_assertion_type=b",
    "assertion=a&pass=b&sid=c, assertion=[redacted]&pass=[redacted]&sid=[redacted]",
  })
  void parametersAreTakenOutByName(String query, String clean) {
    assertEquals(clean, url(query));
  }

  @ParameterizedTest
  @CsvSource({
    "authorization, Bearer abc, Bearer [redacted]",
    "authorization, abc, [redacted]",
    "proxy-authorization, Basic YTpi, Basic [redacted]",
    "cookie, a=b; c=d, [redacted]",
    "set-cookie, sid=abc; HttpOnly, sid=[redacted]; HttpOnly",
    "x-api-key, abc, [redacted]",
    "x-goog-api-key, abc, [redacted]",
    "ocp-apim-subscription-key, abc, [redacted]",
    "x-amz-security-token, abc, [redacted]",
    "x-vault-token, abc, [redacted]",
    "x-api-key-main, abc, [redacted]",
    "location, https://h/#access_token=abc&state=1, https://h/#access_token=[redacted]&state=1",
    "location, https://user:abc@h:80/p@q, https://user:[redacted]@h:80/p@q",
    "idempotency-key, abc, abc",
    "x-next-page-token, abc, abc",
    "content-type, text/plain, text/plain",
    "link, <https://h/p?page=2&access_token=abc>; rel=next,"
        + " <https://h/p?page=2&access_token=[redacted]>; rel=next",
  })
  void headersAreTakenOutByName(String name, String value, String clean) {
    assertEquals(clean, header(name, value));
  }

  @Test
  void fieldsOfJsonAreTakenOutByNameAndTheRestIsLeftAsItIs() {
    assertEquals(
        """
        { "access_token" : "[redacted]","n":1.50,
          "nested": {"client_secret": "[redacted]", "passwords": ["[redacted]", "[redacted]"]},
          "otp": 123456, "sig": "853", "next_page_token": "abc", "token_type": "bearer", "token": null }
        """,
        json(
            """
            { "access_token" : "a\\"b","n":1.50,
              "nested": {"client_secret": "xyz", "passwords": ["p1", "p2"]},
              "otp": 123456, "sig": "853", "next_page_token": "abc", "token_type": "bearer", "token": null }
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {\"password\": \"hunter22\"}}\n{\"password\": \"hunter22\"}",
        "{\"password\": \"hunter22",
        "{\"a\": 1, \"a\": 2, \"password\": \"hunter22\"}",
        "callback({\"password\": \"hunter22\"})",
        "{\"next\": \"https://h/p?password=hunter22\"}",
        "{\"next\": \"https://h/p?a=b\\u0026password=hunter22\"}"
      })
  void whatIsNotQuiteJsonIsSearchedToo(String text) {
    assertFalse(json(text).contains("hunter22"), json(text));
    assertTrue(json(text).contains("[redacted]"), json(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'password':{'value':'x','type':'y','n':1}}|{'password':{'value':'[redacted]','type':'y','n':1}}",
        "{'secrets':[{'a':'x'},['y'],'z'],'b':'c'}|{'secrets':[{'a':'[redacted]'},['[redacted]'],'[redacted]'],'b':'c'}",
        "{'at':'https:\\/\\/u:p@h'}|{'at':'https:\\/\\/u:[redacted]@h'}",
        "/**/_cb.x1({'password':{'value':'x','n':1}});|/**/_cb.x1({'password':{'value':'[redacted]','n':1}});",
        "for(;;);{'secret':['x']}|for(;;);{'secret':['[redacted]']}",
        "a[0]({'secret':['x']},{'secret':{'a':'{y'}})|a[0]({'secret':['[redacted]']},{'secret':{'a':'[redacted]'}})",
        "{'secret':{'a':'x'},b:1}{'secret':{'a':'y'}}|{'secret':{'a':'[redacted]'},b:1}{'secret':{'a':'[redacted]'}}",
        "cut {'password':'a\\'b\\\\','c':'d'|cut {'password':'[redacted]','c':'d'",
      })
  void secretsDeepInJsonAreFound(String text, String clean) {
    assertEquals(plain(clean), json(plain(text)));
  }

  private static String plain(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void bodiesThatAreNotQuiteTextAreSearchedByName() {
    for (String odd :
        List.of("{\"a\":\"\1\",\"password\":\"hunter\"}", "{\"password\":\"\1hunter\"}")) {
      assertFalse(json(odd).contains("hunter"), json(odd));
    }
    byte[] latin1 = "{\"a\":\"\u00e9\",\"password\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
    RecordedRequest request =
        new RecordedRequest("POST", "https://h/", Map.of(), new Body(latin1, false));
    assertEquals(
        "{\"a\":\"\u00e9\",\"password\":\"[redacted]\"}",
        new String(
            scrubber.scrub(request, Redactor.none()).body().content(),
            StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFieldBehindALongTextIsFound() {
    String text = "{\"a\": \"%s\", \"password\": \"hunter22\"}".formatted("x".repeat(100_000));
    assertEquals(text.replace("hunter22", "[redacted]"), json(text));
  }

  @Test
  void parametersOfFormsAreTakenOut() {
    assertEquals(
        "client_secret=[redacted]&a=b",
        body("client_secret=x%26y&a=b", "application/x-www-form-urlencoded"));
  }

  @Test
  void whatStoodUnderASecretNameIsTakenOutElsewhere() {
    header("authorization", "Bearer abcdefgh-1");
    header("authorization", "Basic dXNlcjpwYXNzd29yZC0x");
    String clean = again("{\"a\": \"abcdefgh-1\", \"b\": \"password-1\"}");
    assertEquals("{\"a\": \"[redacted]\", \"b\": \"[redacted]\"}", clean);
  }

  private String again(String text) {
    return ((Answer.Failure)
            scrubber
                .again(
                    new Interaction(
                        request("https://h/", Map.of(), ""),
                        new Answer.Failure("internal-error", text)))
                .answer())
        .message();
  }

  @Test
  void whatMayBeAWordIsLeftElsewhere() {
    String text = "customers, password, v1";
    url("key=customers");
    json("{\"authentication\": \"password\", \"token\": \"v1\"}");
    assertEquals(text, again(text));
  }

  @Test
  void howMuchIsLookedForElsewhereIsBounded() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      body.append("{\"token\": \"value-").append(1_000_000 + i).append("\"}\n");
    }
    assertTimeout(Duration.ofSeconds(20), () -> json(body.toString()));
    assertEquals("[redacted] value-1199999", again("value-1000999 value-1199999"));
    json("{\"token\": \"%s1\"}".formatted("x".repeat(100_000)));
    assertEquals("[redacted]", again("value-1000001"));
  }

  @Test
  void inReplayNothingIsLearned() {
    Scrubber playing = new Scrubber(false);
    RecordedRequest request =
        new RecordedRequest(
            "GET", "https://h/abcdefgh-1", Map.of("x-api-key", List.of("abcdefgh-1")), Body.EMPTY);
    RecordedRequest clean = playing.scrub(request, Redactor.none());
    Interaction interaction = new Interaction(clean, new Answer.Failure("internal-error", ""));
    assertEquals("https://h/abcdefgh-1", playing.again(interaction).request().url());
  }

  @Test
  void whatIsFoundLaterIsTakenOutOfWhatCameBefore() {
    RecordedRequest before = request("https://h/sessions/abcdefgh-2", Map.of(), "");
    header("x-session-token", "abcdefgh-2");
    Interaction again =
        scrubber.again(new Interaction(before, new Answer.Failure("internal-error", "abcdefgh-2")));
    assertEquals("https://h/sessions/[redacted]", again.request().url());
    assertEquals(new Answer.Failure("internal-error", "[redacted]"), again.answer());
  }

  @Test
  void secretsOfTheInstanceAreTakenOutOfBytesToo() {
    byte[] bytes = "\0\1secret-of-it\2".getBytes(StandardCharsets.ISO_8859_1);
    Answer clean =
        scrubber.scrub(
            new Answer.Response(
                200, Map.of(), new Body(bytes, false), Map.of(), false, Optional.empty()),
            Redactor.of(Map.of("IT", "secret-of-it")));
    assertEquals(
        "\0\1[redacted IT]\2",
        new String(((Answer.Response) clean).body().content(), StandardCharsets.ISO_8859_1));
  }
}

package dev.witloof.host.http.cassette;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CassetteTest {
  @TempDir Path folder;

  private static Cassette of(Answer answer) {
    return new Cassette(
        Optional.of("a test"),
        new Matching(Set.of("_"), List.of("accept"), false, Matching.AfterLast.REFUSE),
        List.of(
            new Interaction(
                new RecordedRequest(
                    "POST",
                    "https://h/p?a=b",
                    Map.of("accept", List.of("a/b", "c/d")),
                    Body.EMPTY.withText("asked")),
                answer,
                3)));
  }

  private static Answer.Response response(byte[] body) {
    return new Answer.Response(
        200,
        Map.of("content-type", List.of("x/y")),
        body.length == 0 ? Body.EMPTY : new Body(body, false),
        Map.of("x-checksum", List.of("1")),
        true,
        Optional.of(new Answer.Failure("connection-terminated", "gone")));
  }

  private Cassette again(Cassette cassette) throws IOException {
    Path file = folder.resolve("c.json");
    cassette.write(file);
    return Cassette.read(file);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Cassette failed = of(new Answer.Failure("internal-error", "why"));
    assertEquals(failed, again(failed));
    Cassette answered = of(response(new byte[] {1, 2}));
    assertEquals(answered, again(answered));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "several\nlines\r\n\n",
        "no end\nof line",
        "{\"a\":1.50,\"b\":[1e400,-0.0,12345678901234567890],\"c\":null}",
        "{\"a\":[1,{}]}\n",
        "{\"a\": 1, \"b\": [1, 2]}",
        "[{\"a\": \"é\"}, []]\n",
        "{\"a\" :1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\\u00e9\"}",
        "\"text\"",
        "\u0000",
        "{\n  \"a\": 1\n}\n"
      })
  void aBodyComesBackByteByByte(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Answer answer = again(of(response(bytes))).interactions().get(0).answer();
    assertArrayEquals(bytes, ((Answer.Response) answer).body().content());
  }

  @Test
  void anyByteComesBack() throws IOException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Answer answer = again(of(response(bytes))).interactions().get(0).answer();
    assertArrayEquals(bytes, ((Answer.Response) answer).body().content());
  }

  /** Deeper than the reader of a cassette would take. */
  @Test
  void deeplyNestedJsonComesBack() throws IOException {
    byte[] bytes = ("[".repeat(995) + "]".repeat(995)).getBytes(StandardCharsets.UTF_8);
    Answer answer = again(of(response(bytes))).interactions().get(0).answer();
    assertArrayEquals(bytes, ((Answer.Response) answer).body().content());
  }

  @Test
  void jsonIsReadableInTheFile() throws IOException {
    String body = "{\"id\":1,\"name\":\"%s\",\"tags\":[\"a\",\"b\"]}".formatted("x".repeat(100));
    of(response(body.getBytes(StandardCharsets.UTF_8))).write(folder.resolve("c.json"));
    String text = Files.readString(folder.resolve("c.json"));
    assertTrue(
        text.contains(
            """
                    "body": {
                      "json": {
                        "id": 1,
                        "name": "%s",
                        "tags": ["a", "b"]
                      }
                    },
            """
                .formatted("x".repeat(100))),
        text);
    assertTrue(text.contains("\"headers\": {\"accept\": [\"a/b\", \"c/d\"]}"), text);
  }

  /** In the layout of an editor, with another order of keys and no more than is needed. */
  @Test
  void theFileMayBeWrittenByHand() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("c.json"),
            """
            {"exchanges": [{
               "response": {"headers": {"Content-Type": "a/b"}, "status": 204},
               "request": {"url": "http://h/", "method": "GET"}}], "cassette": 1}
            """);
    assertEquals(
        new Cassette(
            Optional.empty(),
            Matching.DEFAULT,
            List.of(
                new Interaction(
                    new RecordedRequest("GET", "http://h/", Map.of(), Body.EMPTY),
                    new Answer.Response(
                        204,
                        Map.of("content-type", List.of("a/b")),
                        Body.EMPTY,
                        Map.of(),
                        false,
                        Optional.empty())))),
        Cassette.read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|is no JSON at line 1, column 2",
        "[]|the file must be an object",
        "{'exchanges': []}|cassette is missing",
        "{'cassette': 2, 'exchanges': []}|cassette must be 1, the only format",
        "{'cassette': 1, 'exchanges': {}}|exchanges must be a list",
        "{'cassette': 1, 'exchanges': [], 'more': 1}|more is not known; known here: cassette,",
        "{'cassette': 1, 'exchanges': [{}]}|exchanges[0].request is missing",
        "{'cassette': 1, 'exchanges': [{'request': {'method': 1}}]}|request.method must be a text",
        "{'cassette': 1, 'exchanges': [{'request': {'method': 'GET', 'url': 'x'}}]}"
            + "|exchanges[0].request.url must be a whole address",
        "{'cassette': 1, 'exchanges': [{'request': {'method': 'GET', 'url': 'http://h/'}}]}"
            + "|exchanges[0].response is missing",
        "{'cassette': 1, 'exchanges': [{'request': {'method': 'GET', 'url': 'http://h/'},"
            + " 'response': {'status': 999}}]}|exchanges[0].response.status must be a status",
        "{'cassette': 1, 'exchanges': [{'request': {'method': 'GET', 'url': 'http://h/'},"
            + " 'response': {'status': 200, 'body': {'base64': '*'}}}]}"
            + "|exchanges[0].response.body.base64 must be base64",
        "{'cassette': 1, 'exchanges': [{'times': 0, 'request': {}}]}"
            + "|exchanges[0].times must be at least 1",
        "{'cassette': 1, 'exchanges': [], 'match': {'after-last': 'x'}}"
            + "|match.after-last must be \"repeat\" or \"refuse\"",
      })
  void whatIsWrongIsNamedWithItsPlace(String json, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), json.replace('\'', '"'));
    IOException wrong = assertThrows(IOException.class, () -> Cassette.read(file));
    assertTrue(wrong.getMessage().contains(problem), wrong::getMessage);
    assertTrue(wrong.getMessage().contains(file.toString()), wrong::getMessage);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.json");
    IOException wrong = assertThrows(IOException.class, () -> Cassette.read(file));
    assertEquals("there is no cassette " + file, wrong.getMessage());
  }

  @Test
  void whatWasThereStaysWhenItCannotBeReplaced() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("file"), "x");
    assertThrows(IOException.class, () -> of(response(new byte[0])).write(taken));
    assertEquals("x", Files.readString(taken.resolve("file")));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(taken), files.toList());
    }
  }
}

package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the values of secret fields out of JSON and leaves every other character as it is. For one
 * text.
 */
final class JsonSecrets {
  /** Takes what Jackson takes, and keys that come twice. */
  private static final JsonFactory READER = new JsonFactory();

  /** A field of a text that is cut off, or only looks like JSON. */
  private static final Pattern FIELD =
      Pattern.compile("\"([^\"\\\\]{1,100})\"\\s{0,10}:\\s{0,10}\"");

  /** Where something that only begins or ends like JSON may have JSON in it. */
  private static final int MAX_STARTS = 1_000;

  private static final int ALL = -1;

  private final String text;
  private final char[] characters;
  private final Consumer<String> learn;
  private final StringBuilder clean = new StringBuilder();

  /** Of the text, what is in {@link #clean}. */
  private int done;

  private JsonSecrets(String text, Consumer<String> learn) {
    this.text = text;
    this.characters = text.toCharArray();
    this.learn = learn;
  }

  /**
   * The text without the texts in secret fields, however deep; numbers are no secrets, but counts
   * and measures. One JSON may follow the other, and other text stand around them, as in JSONP.
   *
   * @param learn takes each secret text
   */
  static String scrub(String text, Consumer<String> learn) {
    JsonSecrets secrets = new JsonSecrets(text, learn);
    int at = secrets.read(0);
    if (at == ALL) {
      return secrets.clean();
    }
    for (int starts = 0; starts < MAX_STARTS && at != ALL && at < text.length(); starts++) {
      int start = secrets.nextStart(at);
      int end = secrets.read(start);
      at = end == ALL ? ALL : Math.max(start + 1, end);
    }
    return scrubLoosely(secrets.clean(), learn);
  }

  private int nextStart(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '[') {
      at++;
    }
    return at;
  }

  private String clean() {
    return clean.append(text, done, text.length()).toString();
  }

  /** Reads JSON, and returns where it is none any more, or {@link #ALL}. */
  private int read(int start) {
    try (JsonParser parser = READER.createParser(characters, start, characters.length - start)) {
      try {
        read(parser, start);
        return ALL;
      } catch (JsonProcessingException noMoreJson) {
        return start + (int) parser.currentLocation().getCharOffset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot be read", e);
    }
  }

  private void read(JsonParser parser, int start) throws IOException {
    // Whether each object or list around stands under a secret name.
    Deque<Boolean> around = new ArrayDeque<>();
    boolean isSecret = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.VALUE_STRING && isSecret) {
        takeOut(start + (int) parser.currentTokenLocation().getCharOffset(), parser.getText());
      }
      if (token.isStructStart()) {
        // What is within stands under the name too.
        around.push(isSecret);
      } else if (token.isStructEnd()) {
        isSecret = around.pop();
      } else if (token == JsonToken.FIELD_NAME) {
        String name = parser.getText();
        boolean isWithin = around.getFirst() && !SecretNames.isAbout(name);
        isSecret = isWithin || SecretNames.isField(name);
      }
    }
  }

  private void takeOut(int from, String value) {
    if (!value.isEmpty()) {
      clean.append(text, done, from).append('"').append(Scrubber.PLACEHOLDER).append('"');
      done = endOfText(text, from + 1) + 1;
      learn.accept(value);
    }
  }

  private static String scrubLoosely(String text, Consumer<String> learn) {
    StringBuilder clean = new StringBuilder();
    int done = 0;
    Matcher field = FIELD.matcher(text);
    for (int at = 0; field.find(at); ) {
      int from = field.end();
      int to = SecretNames.isField(field.group(1)) ? endOfText(text, from) : from;
      boolean isSecret = to > from;
      if (isSecret) {
        clean.append(text, done, from).append(Scrubber.PLACEHOLDER);
        done = to;
        learn.accept(text.substring(from, to));
      }
      // What only looks like the end of a name may begin one.
      at = isSecret ? to : from - 1;
    }
    return clean.append(text, done, text.length()).toString();
  }

  /** The quote that ends a text, or the end of all. */
  private static int endOfText(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }
}

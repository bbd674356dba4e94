package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the values of secret fields out of JSON and leaves every other character as it is. */
final class JsonSecrets {
  /** Takes what Jackson takes, and keys that come twice. */
  private static final JsonFactory READER = new JsonFactory();

  /** A field of a text that is cut off, or only looks like JSON. */
  private static final Pattern FIELD =
      Pattern.compile("\"([^\"\\\\]{1,100})\"\\s{0,10}:\\s{0,10}\"");

  private JsonSecrets() {}

  /**
   * The text without the texts in secret fields, however deep; numbers are no secrets, but counts
   * and measures. One JSON may follow the other.
   *
   * @param learn takes each secret text
   */
  static String scrub(String text, Consumer<String> learn) {
    StringBuilder clean = new StringBuilder();
    int done = 0;
    try (JsonParser parser = READER.createParser(text)) {
      // Whether each object or list around stands under a secret name.
      Deque<Boolean> around = new ArrayDeque<>();
      boolean isSecret = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && isSecret) {
          String value = parser.getText();
          if (!value.isEmpty()) {
            int from = (int) parser.currentTokenLocation().getCharOffset();
            clean.append(text, done, from);
            clean.append('"').append(Scrubber.PLACEHOLDER).append('"');
            done = endOfText(text, from + 1) + 1;
            learn.accept(value);
          }
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
    } catch (IOException noMoreJson) {
      return clean.append(scrubLoosely(text.substring(done), learn)).toString();
    }
    return clean.append(text, done, text.length()).toString();
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

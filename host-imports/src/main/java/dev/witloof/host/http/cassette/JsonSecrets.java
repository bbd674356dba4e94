package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the values of secret fields out of JSON and leaves every other character as it is. */
final class JsonSecrets {
  /** Takes what Jackson takes, and keys that come twice. */
  private static final JsonFactory READER = new JsonFactory();

  /** A field of a text that is cut off, or only looks like JSON. */
  private static final Pattern FIELD =
      Pattern.compile("(\"([^\"\\\\]{1,100})\"\\s{0,10}:\\s{0,10}\")([^\"]*)");

  private JsonSecrets() {}

  /**
   * The text without the texts in secret fields; numbers are no secrets, but counts and measures.
   * One JSON may follow the other.
   *
   * @param learn takes name and value of each secret text
   */
  static String scrub(String text, BiConsumer<String, String> learn) {
    StringBuilder clean = new StringBuilder();
    int done = 0;
    try (JsonParser parser = READER.createParser(text)) {
      String field = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && SecretNames.isField(field)) {
          String value = parser.getText();
          if (!value.isEmpty()) {
            int from = (int) parser.currentTokenLocation().getCharOffset();
            clean.append(text, done, from);
            clean.append('"').append(Scrubber.PLACEHOLDER).append('"');
            done = endOfText(text, from);
            learn.accept(field, value);
          }
        }
        // Elements of a list stand under its name.
        field =
            token == JsonToken.FIELD_NAME
                ? parser.getText()
                : token == JsonToken.START_ARRAY || parser.getParsingContext().inArray()
                    ? field
                    : "";
      }
    } catch (IOException noMoreJson) {
      return clean.append(scrubLoosely(text.substring(done), learn)).toString();
    }
    return clean.append(text, done, text.length()).toString();
  }

  private static String scrubLoosely(String text, BiConsumer<String, String> learn) {
    return FIELD
        .matcher(text)
        .replaceAll(
            field -> {
              if (!SecretNames.isField(field.group(2)) || field.group(3).isEmpty()) {
                return Matcher.quoteReplacement(field.group());
              }
              learn.accept(field.group(2), field.group(3));
              return Matcher.quoteReplacement(field.group(1) + Scrubber.PLACEHOLDER);
            });
  }

  /** Behind the quote that ends the text. */
  private static int endOfText(String text, int quote) {
    int at = quote + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}

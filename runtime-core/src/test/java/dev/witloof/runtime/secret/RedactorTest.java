package dev.witloof.runtime.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final String TOKEN = "gh\"p/ 7é+\\?€x😀Z";
  private static final String HIDDEN = "[redacted TOKEN]";
  private final Redactor redactor = Redactor.of(Map.of("TOKEN", TOKEN));

  @Test
  void aValueIsReplacedByItsName() {
    assertEquals("a " + HIDDEN + " b " + HIDDEN, redactor.redact("a " + TOKEN + " b " + TOKEN));
    assertEquals("nothing of it: gh\"p/", redactor.redact("nothing of it: gh\"p/"));
  }

  @Test
  void percentEncodingIsSeenThrough() {
    String encoded = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);
    String mixed = encoded.replace("%C3%A9", "%c3%A9").replace("7", "%37");
    assertEquals("q=" + HIDDEN + "&b", redactor.redact("q=" + encoded + "&b"));
    assertEquals("q=" + HIDDEN, redactor.redact("q=" + mixed));
    assertEquals(HIDDEN, redactor.redact(encoded.replace("+", "%20")));
    assertEquals("100% of " + HIDDEN + "%", redactor.redact("100% of " + TOKEN + "%"));
  }

  @Test
  void jsonEscapesAreSeenThrough() {
    assertEquals("\"" + HIDDEN + "\"", redactor.redact("\"gh\\\"p\\/ 7\\u00e9+\\\\?€x😀Z\""));
    assertEquals(HIDDEN, redactor.redact("gh\\\"p/ 7\\u00E9+\\\\?\\u20ac\\x78\\ud83d\\ude00Z"));
    assertEquals("C:\\temp\\", redactor.redact("C:\\temp\\"));
  }

  @Test
  void hexadecimalIsFoundInEitherCase() {
    String hex = HexFormat.of().formatHex(TOKEN.getBytes(StandardCharsets.UTF_8));
    assertEquals("0x" + HIDDEN, redactor.redact("0x" + hex));
    assertEquals("0x" + HIDDEN, redactor.redact("0x" + hex.toUpperCase(Locale.ROOT)));
  }

  @Test
  void base64IsFoundAtEveryAlignmentWithAllThatHoldsAPartOfTheValue() {
    for (int before = 0; before < 7; before++) {
      for (int after = 0; after < 4; after++) {
        String text = "u".repeat(before) + TOKEN + "v".repeat(after);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder :
            List.of(
                Base64.getEncoder(),
                Base64.getUrlEncoder(),
                Base64.getEncoder().withoutPadding(),
                Base64.getUrlEncoder().withoutPadding())) {
          String encoded = encoder.encodeToString(bytes);
          String redacted = redactor.redact("Basic " + encoded + ".");

          assertTrue(redacted.contains(HIDDEN), text);
          assertTrue(redacted.startsWith("Basic ") && redacted.endsWith("."), redacted);
          assertEquals(before * 8 / 6, redacted.indexOf(HIDDEN) - "Basic ".length(), redacted);
          assertTrue(
              redacted.length() - "Basic .".length() - HIDDEN.length()
                  <= before * 8 / 6 + (after * 8 + 5) / 6 + 2,
              redacted);
        }
      }
    }
  }

  @Test
  void valuesOfSeveralLinesAreFoundLineByLine() {
    Redactor pem = Redactor.of(Map.of("KEY", "-----BEGIN\nMIIEvQIBADAN\nBgkqhki\n"));
    assertEquals("[redacted KEY]", pem.redact("-----BEGIN\nMIIEvQIBADAN\nBgkqhki"));
    assertEquals("line: [redacted KEY]", pem.redact("line: MIIEvQIBADAN"));
    assertEquals("too short a line: Bgkqhki", pem.redact("too short a line: Bgkqhki"));
  }

  @Test
  void whiteSpaceAroundAValueDoesNotCount() {
    assertEquals("[redacted A]!", Redactor.of(Map.of("A", " token1\n")).redact("token1!"));
  }

  @Test
  void shortValuesAreLeftAloneAndTold() {
    Redactor some = Redactor.of(Map.of("B", "abc", "A", "1", "C", "", "D", "long enough"));
    assertEquals(List.of("A", "B"), some.tooShort());
    assertEquals("1 abc [redacted D]", some.redact("1 abc long enough"));
  }

  @Test
  void withoutSecretsNothingHappens() {
    String text = new String("a text");
    assertSame(text, Redactor.none().redact(text));
    assertSame(text, redactor.redact(text));
    assertTrue(Redactor.of(Map.of("A", "x")).isEmpty());
    assertFalse(redactor.isEmpty());
    assertEquals(0, Redactor.none().longestEncoded());
  }

  @Test
  void overlappingSecretsLeaveNothingOfEither() {
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("A", "abcdef");
    secrets.put("B", "defghi");
    secrets.put("C", "bcde");
    assertEquals("<[redacted A]>", Redactor.of(secrets).redact("<abcdefghi>"));
    assertEquals("<[redacted A]ghx>", Redactor.of(secrets).redact("<abcdefghx>"));
    assertEquals("<[redacted C]x>", Redactor.of(secrets).redact("<bcdex>"));
  }

  @Test
  void aTextIsCutWhereNoSecretIs() {
    Redactor.Scan scan = Redactor.of(Map.of("A", "secret")).scan("12secret90sec");
    assertEquals(2, scan.cutBefore(5));
    assertEquals(2, scan.cutBefore(2));
    assertEquals(8, scan.cutBefore(8));
    assertEquals("12[redacted A]9", scan.redacted(0, 9));
    assertEquals("[redacted A]90", scan.redacted(4, 10));
    assertEquals(13, scan.open());
    assertEquals(2, Redactor.of(Map.of("A", "secret")).scan("12secr").open());
  }

  @Test
  void theStartOfATextHoldsNoPartOfASecretThatGoesOnBeyondIt() {
    Redactor one = Redactor.of(Map.of("A", "secret"));
    assertEquals("12", one.redactStart("12secret90", 5));
    assertEquals("12[redacted A]9", one.redactStart("12secret90", 9));
    assertEquals("12[redacted A]90", one.redactStart("12secret90", 50));
    assertEquals("12345", one.redactStart("1234567890", 5));
  }

  @Test
  void loneSurrogatesAndBrokenEscapesDoNoHarm() {
    assertEquals("\ud800%4\\u12 %zz", redactor.redact("\ud800%4\\u12 %zz"));
    assertEquals("\\", redactor.redact("\\"));
    assertEquals("\ude00" + HIDDEN, redactor.redact("\ude00" + TOKEN));
  }

  /** Against a search that looks at every place for every value. */
  @Test
  void findsWhatASlowSearchFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Map<String, String> secrets = new LinkedHashMap<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        secrets.put("S" + i, letters(random, 4 + random.nextInt(5)));
      }
      String text = letters(random, 200);
      List<Boolean> expected = new ArrayList<>();
      for (int at = 0; at < text.length(); at++) {
        int place = at;
        expected.add(
            secrets.values().stream()
                .anyMatch(
                    value ->
                        text.indexOf(value, Math.max(0, place - value.length() + 1)) >= 0
                            && text.indexOf(value, Math.max(0, place - value.length() + 1))
                                <= place));
      }
      Redactor.Scan scan = Redactor.of(secrets).scan(text);
      for (int at = 0; at < text.length(); at++) {
        boolean hidden = !scan.redacted(at, at + 1).equals(text.substring(at, at + 1));
        assertEquals(expected.get(at), hidden, secrets + " in " + text + " at " + at);
      }
    }
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("ab".charAt(random.nextInt(2)));
    }
    return text.toString();
  }
}

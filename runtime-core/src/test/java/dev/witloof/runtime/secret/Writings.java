package dev.witloof.runtime.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Random secrets, the ways to write them, and whether a text gives one away. */
public final class Writings {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789+/=%\\\"\t é€😀";

  /** Consecutive characters of a secret that no output may have. */
  public static final int TOLD = 5;

  private Writings() {}

  /** A secret that no filler has a part of. */
  public static String secret(Random random) {
    StringBuilder secret = new StringBuilder();
    int[] letters = LETTERS.codePoints().toArray();
    int length = 12 + random.nextInt(60);
    for (int i = 0; i < length; i++) {
      secret.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    // White space around a secret does not count as a part of it.
    return "K" + secret + "Z";
  }

  /** Text without secrets. */
  public static String filler(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('g' + random.nextInt(20)));
    }
    return text.toString();
  }

  /** A secret in one of the encodings that are looked through, or several of them mixed. */
  public static String written(String secret, Random random) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> secret;
      case 1 -> percent(bytes, random);
      case 2 -> escaped(secret, random);
      case 3 -> HexFormat.of().withUpperCase().formatHex(bytes);
      case 4 -> Base64.getEncoder().encodeToString(around(bytes, random));
      default -> Base64.getUrlEncoder().withoutPadding().encodeToString(around(bytes, random));
    };
  }

  private static byte[] around(byte[] bytes, Random random) {
    String before = "user:".substring(0, random.nextInt(6));
    byte[] all = new byte[before.length() + bytes.length];
    System.arraycopy(before.getBytes(StandardCharsets.US_ASCII), 0, all, 0, before.length());
    System.arraycopy(bytes, 0, all, before.length(), bytes.length);
    return all;
  }

  private static String percent(byte[] bytes, Random random) {
    boolean all = random.nextBoolean();
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = Character.isLetterOrDigit(b) && b > 0 && !(all || random.nextInt(4) == 0);
      text.append(plain ? "" + (char) b : "%%%02X".formatted(b));
    }
    return text.toString();
  }

  private static String escaped(String secret, Random random) {
    StringBuilder text = new StringBuilder();
    for (char c : secret.toCharArray()) {
      if (c == '\\' || c == '"') {
        text.append('\\').append(c);
      } else if (c == '\t') {
        text.append("\\t");
      } else if (c > 127 || random.nextInt(3) == 0) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** The parts of a text, cut at random. */
  public static List<String> cut(String text, Random random) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int next =
          Math.min(text.length(), at + 1 + random.nextInt(1 + random.nextInt(text.length())));
      parts.add(text.substring(at, next));
      at = next;
    }
    return parts;
  }

  /**
   * Whether an output has {@value #TOLD} characters of a secret in a row, in whatever encoding it
   * may have them.
   */
  public static boolean tells(String output, String secret) {
    int[] characters = secret.codePoints().toArray();
    String percent = new String(View.percentDecoded(output).bytes(), StandardCharsets.UTF_8);
    String unescaped = new String(View.unescaped(output).bytes(), StandardCharsets.UTF_8);
    String base64 = output.replace('-', '+').replace('_', '/');
    String hex = output.toLowerCase(java.util.Locale.ROOT);
    for (int at = 0; at + TOLD <= characters.length; at++) {
      String part = new String(characters, at, TOLD);
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      if (output.contains(part)
          || percent.contains(part)
          || unescaped.contains(part)
          || hex.contains(HexFormat.of().formatHex(bytes))
          || Encoding.BASE64.patterns(bytes).stream()
              .anyMatch(p -> base64.contains(new String(p.bytes(), StandardCharsets.US_ASCII)))) {
        return true;
      }
    }
    return false;
  }
}

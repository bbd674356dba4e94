package dev.witloof.host.http.cassette;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A body in the form in which it can be read and searched for secrets. Immutable.
 *
 * @param content what was sent, decompressed; not to be changed
 * @param gzip whether it was compressed on its way
 */
public record Body(byte[] content, boolean gzip) {
  /** Bytes of one body, decompressed. */
  public static final int MAX_BYTES = 16 << 20;

  public static final Body EMPTY = new Body(new byte[0], false);

  /**
   * A body as it was sent.
   *
   * @param headers of its message, by names in lower case
   * @throws Unsuitable when it is compressed in a way that cannot be looked into, or too large
   */
  public static Body of(byte[] sent, Map<String, List<String>> headers) throws Unsuitable {
    if (sent.length == 0) {
      return EMPTY;
    }
    return isCompressed(headers)
        ? new Body(decompressed(sent), true)
        : new Body(requireSmall(sent), false);
  }

  /**
   * @param headers of a message, by names in lower case
   * @throws Unsuitable when its body is compressed in a way that cannot be looked into
   */
  public static void requireKnownCoding(Map<String, List<String>> headers) throws Unsuitable {
    isCompressed(headers);
  }

  private static boolean isCompressed(Map<String, List<String>> headers) throws Unsuitable {
    String coding =
        Headers.first(headers, Headers.CONTENT_ENCODING)
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new Unsuitable(
              "secrets cannot be looked for in the content-encoding '"
                  + coding
                  + "'; ask for gzip or none");
    };
  }

  /** As much as can be decompressed: a body may have been given up halfway. */
  private static byte[] decompressed(byte[] sent) throws Unsuitable {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        content.write(part, 0, n);
        requireSmall(content.size());
      }
    } catch (IOException endsEarly) {
      if (content.size() == 0) {
        throw new Unsuitable("the body is not gzip, as its content-encoding says");
      }
    }
    return content.toByteArray();
  }

  private static byte[] requireSmall(byte[] bytes) throws Unsuitable {
    requireSmall(bytes.length);
    return bytes;
  }

  /**
   * @throws Unsuitable when a body of so many bytes is too large
   */
  public static void requireSmall(long bytes) throws Unsuitable {
    if (bytes > MAX_BYTES) {
      throw new Unsuitable("a cassette holds bodies of at most " + MAX_BYTES + " bytes");
    }
  }

  /** The body as it is sent. */
  public byte[] sent() {
    if (!gzip) {
      return content;
    }
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("an array took no bytes", e);
    }
    return compressed.toByteArray();
  }

  boolean isEmpty() {
    return content.length == 0;
  }

  /** The content as text; empty when it is none, or has characters that nobody can read. */
  Optional<String> text() {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.chars().allMatch(Body::isReadable) ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean isReadable(int character) {
    return character >= ' ' && character != 0x7f
        || character == '\n'
        || character == '\r'
        || character == '\t';
  }

  /** The same with another text. */
  Body withText(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8), gzip);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body body && body.gzip == gzip && Arrays.equals(body.content, content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Tells the size: the content may hold anything. */
  @Override
  public String toString() {
    return content.length + " bytes";
  }

  /** A body that no cassette can hold. */
  public static final class Unsuitable extends Exception {
    private static final long serialVersionUID = 1L;

    Unsuitable(String message) {
      super(message);
    }
  }
}

package dev.witloof.connector.internal.manifest;

import dev.witloof.connector.config.shape.Form;
import java.net.URI;
import java.net.URISyntaxException;

/** How the texts of a manifest's {@code [connector]} table are written. */
final class ConnectorForms {
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String IDENTIFIER = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final String BUILD = "[0-9A-Za-z-]+";
  private static final String HTTP_URL = "[Hh][Tt][Tt][Pp][Ss]?://[!-~]+";
  private static final int LONGEST_PROSE = 2_000;

  static final Form<String> NAME =
      Form.of(
          "[A-Za-z0-9._-]{1,100}",
          100,
          "must be 1 to 100 letters, digits, dots, underscores and hyphens");

  /** Semantic Versioning 2.0.0. */
  static final Form<String> VERSION =
      Form.of(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + ("(-" + IDENTIFIER + "(\\." + IDENTIFIER + ")*)?")
              + ("(\\+" + BUILD + "(\\." + BUILD + ")*)?"),
          100,
          "must be a semantic version such as 0.3.1 or 1.0.0-beta.2");

  /** An SPDX expression by its characters; whether the identifiers exist is not looked up. */
  static final Form<String> LICENCE =
      Form.of(
          "\\(?[A-Za-z0-9][A-Za-z0-9.+-]*\\)?( (AND|OR|WITH) \\(*[A-Za-z0-9][A-Za-z0-9.+-]*\\)*)*",
          200,
          "must be an SPDX expression such as Apache-2.0 or MIT OR Apache-2.0");

  static final Form<URI> HOMEPAGE =
      new Form<>(HTTP_URL, LONGEST_PROSE, ConnectorForms::homepage, URI::toString);

  /** Text for people. */
  static final Form<String> PROSE =
      Form.of(
          "[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*",
          LONGEST_PROSE,
          "must be text of at most " + LONGEST_PROSE + " characters, without control characters");

  private ConnectorForms() {}

  private static URI homepage(String text) {
    try {
      URI uri = new URI(text);
      if (text.matches(HTTP_URL) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
      throw new IllegalArgumentException(
          "must be a URL with http or https and a host, such as https://example.com/connector");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL: " + e.getMessage(), e);
    }
  }
}

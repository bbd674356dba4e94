package dev.witloof.connectors.file;

/** A value that its column cannot hold; the row reader adds the file, line and column. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason completes the sentence "the value …", for example {@code is not an int64}
   */
  BadValue(String reason) {
    // Thrown once and turned into a message: no stack trace is needed.
    super(reason, null, false, false);
  }
}

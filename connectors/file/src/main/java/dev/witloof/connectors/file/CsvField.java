package dev.witloof.connectors.file;

/** One field of a CSV record; only an unquoted one can be null. */
record CsvField(String text, boolean quoted) {

  boolean isNull(String nullText) {
    return !quoted && text.equals(nullText);
  }
}

package dev.witloof.connectors.file;

/**
 * A place between two records.
 *
 * @param offset bytes from the start of the file
 * @param line the line that starts there, counted from 1
 */
record Position(long offset, long line) {
  static final Position START = new Position(0, 1);
}

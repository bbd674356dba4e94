package dev.witloof.connector.config;

/**
 * A place in a text file.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
public record Position(int line, int column) {
  /** Where a file starts, which stands for the whole of it. */
  public static final Position START = new Position(1, 1);

  /** As compilers write it: {@code line:column}. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}

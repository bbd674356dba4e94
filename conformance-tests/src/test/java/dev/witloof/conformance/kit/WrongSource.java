package dev.witloof.conformance.kit;

import dev.witloof.connector.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;

/** A source that is wrong in one way. */
interface WrongSource {

  Source open();

  /** The checks that fail, and no others. */
  List<String> caughtBy();

  /** A file, opened. */
  static RandomAccessFile opened() {
    try {
      return new RandomAccessFile("pom.xml", "r");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.witloof.connectors.file;

import java.io.IOException;
import java.nio.file.Path;

/** The mark that some programs put before text. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  /** Passes over the UTF-8 mark at the start of the file; refuses that of another encoding. */
  static void pass(ByteInput input, Path file) throws IOException {
    int first = input.peek();
    if (first == 0xfe || first == 0xff) {
      throw FileProblem.at(file, 1, "the file is UTF-16; convert it to UTF-8 first");
    }
    if (first == 0xef && !(input.skip(0xef) && input.skip(0xbb) && input.skip(0xbf))) {
      throw FileProblem.at(file, 1, "the file is not UTF-8; convert it first");
    }
  }
}

package dev.witloof.conformance.rest;

import java.nio.file.Files;
import java.nio.file.Path;

/** Components that are too big to be committed, in the folder that {@code guests.dir} names. */
final class BigGuests {
  private BigGuests() {}

  /** A component by its name without {@code .wasm}; the script is what builds it. */
  static Path component(String name, String script) {
    Path file = Path.of(System.getProperty("guests.dir", "../guests/out"), name + ".wasm");
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("there is no " + file + ": build it with " + script);
    }
    return file;
  }
}

package dev.witloof.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The fixtures of {@code components/crossing}. */
final class Crossings {
  private Crossings() {}

  static byte[] fixture(String name) {
    return resource("crossing/" + name);
  }

  static byte[] resource(String name) {
    try (InputStream in = Crossings.class.getResourceAsStream("/components/" + name + ".wasm")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

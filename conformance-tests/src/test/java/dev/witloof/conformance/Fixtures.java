package dev.witloof.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The components among the test resources. */
public final class Fixtures {
  private Fixtures() {}

  /** A component that a compiler made, by its name without {@code .wasm}. */
  public static Path guest(String name) {
    return resource("guests/" + name + ".wasm");
  }

  /** A file of the hostile folder, by its full name. */
  public static Path hostile(String file) {
    return resource("hostile/" + file);
  }

  /** A component by its path without {@code .wasm}, such as {@code hostile/well-behaved}. */
  public static Path component(String path) {
    return resource(path + ".wasm");
  }

  /** Names of all components in the hostile folder, without {@code .wasm}, sorted. */
  public static List<String> hostileComponents() {
    try (Stream<Path> files = Files.list(resource("hostile"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".wasm"))
          .map(name -> name.substring(0, name.length() - ".wasm".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    URL url = Fixtures.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IllegalArgumentException("there is no test resource " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

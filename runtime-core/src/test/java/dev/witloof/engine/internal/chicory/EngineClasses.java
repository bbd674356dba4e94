package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The engine's own classes, as they were compiled. */
final class EngineClasses {
  private static final String SUFFIX = ".class";

  private EngineClasses() {}

  /** The binary names of the classes of a package and those below it. */
  static List<String> of(String packageName) throws IOException, URISyntaxException {
    Path root = Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /** The class file of a class that is loaded by the same loader as the engine. */
  static byte[] bytes(String name) throws IOException {
    String file = name.replace('.', '/') + SUFFIX;
    try (InputStream in = Engine.class.getClassLoader().getResourceAsStream(file)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}

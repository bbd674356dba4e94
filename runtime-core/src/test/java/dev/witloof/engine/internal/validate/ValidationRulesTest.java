package dev.witloof.engine.internal.validate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.InvalidModule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of core validation, each with a module in {@code engine/validation}; the first line of
 * its text says {@code VALID}, or the kind of the fault and how the message begins.
 */
class ValidationRulesTest {
  private static Path folder() throws URISyntaxException {
    return Path.of(ValidationRulesTest.class.getResource("/engine/validation").toURI());
  }

  static List<String> rules() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".wat"))
          .map(name -> name.substring(0, name.length() - ".wat".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKept(String rule) throws IOException, URISyntaxException {
    byte[] module = Files.readAllBytes(folder().resolve(rule + ".wasm"));
    String expected = Files.readAllLines(folder().resolve(rule + ".wat")).get(0).substring(3);
    if (expected.equals("VALID")) {
      assertDoesNotThrow(() -> ModuleValidator.validate(module));
      return;
    }
    InvalidModule e = assertThrows(InvalidModule.class, () -> ModuleValidator.validate(module));
    String found = e.kind() + " " + e.getMessage();
    assertTrue(found.startsWith(expected), found);
  }
}

package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.InvalidComponent.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The validation rules, each with a component in {@code components/rules}; the first line of its
 * text says {@code VALID}, or the kind of the fault and a part of the message.
 */
class ComponentRulesTest {
  private static Path folder() throws URISyntaxException {
    return Path.of(ComponentRulesTest.class.getResource("/components/rules").toURI());
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
  void holds(String rule) throws IOException, URISyntaxException {
    String[] expected =
        Files.readAllLines(folder().resolve(rule + ".wat")).get(0).substring(3).split(" ", 2);
    byte[] component = Files.readAllBytes(folder().resolve(rule + ".wasm"));
    if (expected[0].equals("VALID")) {
      Component.read(component);
    } else {
      InvalidComponent thrown =
          assertThrows(InvalidComponent.class, () -> Component.read(component));
      assertEquals(Kind.valueOf(expected[0]), thrown.kind(), thrown::getMessage);
      assertTrue(thrown.getMessage().contains(expected[1]), thrown::getMessage);
    }
  }

  @Test
  void everyRuleHasItsBinary() throws IOException, URISyntaxException {
    assertTrue(rules().size() > 170);
    for (String rule : rules()) {
      assertTrue(Files.exists(folder().resolve(rule + ".wasm")), rule);
    }
  }
}

package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Trap;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of the canonical ABI, each with a component in {@code components/abi} whose export
 * {@code run} keeps or breaks it; the first line of its text says {@code RETURNS} and the value, or
 * {@code TRAPS} and the rule.
 */
class AbiRulesTest {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000, Duration.ofSeconds(30), 1 << 20);

  private static Path folder() throws URISyntaxException {
    return Path.of(AbiRulesTest.class.getResource("/components/abi").toURI());
  }

  private static List<String> rules() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".wat"))
          .map(name -> name.substring(0, name.length() - ".wat".length()))
          .sorted()
          .toList();
    }
  }

  static Stream<Arguments> rulesInEachMode() throws IOException, URISyntaxException {
    return rules().stream()
        .flatMap(rule -> Stream.of(Engine.Mode.values()).map(mode -> Arguments.of(rule, mode)));
  }

  private static String[] expected(String rule) throws IOException, URISyntaxException {
    return Files.readAllLines(folder().resolve(rule + ".wat")).get(0).substring(3).split(" ", 2);
  }

  private static ComponentInstance instance(String rule, Engine.Mode mode)
      throws IOException, URISyntaxException {
    byte[] component = Files.readAllBytes(folder().resolve(rule + ".wasm"));
    return new Linker(Engines.create(mode), AbiGuest.world())
        .link(Component.read(component))
        .instantiate(new InstanceConfig(1 << 20, 100, LIMITS, List.of()));
  }

  @ParameterizedTest
  @MethodSource("rulesInEachMode")
  void holds(String rule, Engine.Mode mode) throws IOException, URISyntaxException {
    String[] expected = expected(rule);
    try (ComponentInstance instance = instance(rule, mode)) {
      ComponentFunction run = instance.export("run");
      if (expected[0].equals("RETURNS")) {
        assertEquals(expected[1], String.valueOf(run.call(LIMITS)));
      } else {
        assertEquals("TRAPS", expected[0]);
        traps(run, Rule.valueOf(expected[1]));
      }
    }
  }

  private static void traps(ComponentFunction run, Rule rule) {
    AbiTrap trap = assertThrows(AbiTrap.class, () -> run.call(LIMITS));
    assertEquals(rule, trap.rule());
    assertEquals(Trap.Kind.CANONICAL_ABI, trap.kind());
    // The trap ends the instance, whichever component in it trapped; later calls say why.
    IllegalStateException later = assertThrows(IllegalStateException.class, () -> run.call(LIMITS));
    assertSame(trap, later.getCause());
    assertTrue(later.getMessage().contains(trap.getMessage()), later.getMessage());
  }

  /** A table of handles is filled in {@code HandleTableTest}: here it would take gigabytes. */
  @Test
  void everyTrapHasItsComponent() throws IOException, URISyntaxException {
    Set<Rule> without = EnumSet.allOf(Rule.class);
    for (String rule : rules()) {
      assertTrue(Files.exists(folder().resolve(rule + ".wasm")), rule);
      String[] expected = expected(rule);
      if (expected[0].equals("TRAPS")) {
        without.remove(Rule.valueOf(expected[1]));
      }
    }
    assertEquals(EnumSet.of(Rule.HANDLE_TABLE_FULL), without);
  }
}

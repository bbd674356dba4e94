package dev.witloof.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Fixtures;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadRefused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Components that lie, loop, grow or fall over: each ends as {@code hostile/outcomes.txt} says, by
 * a named reason, and after each the JVM is whole.
 */
class HostileTest {
  /** Interpreted, these take seconds to burn their fuel; one of them stands for all. */
  private static final Set<String> SLOW_INTERPRETED =
      Set.of(
          "destination-loop-in-abort",
          "destination-loop-in-commit",
          "destination-loop-in-prepare",
          "loop-after-batch",
          "loop-in-cursor",
          "loop-in-destructor",
          "loop-in-discover",
          "loop-in-open",
          "loop-in-post-return",
          "loop-in-realloc",
          "loop-in-start");

  private static final Map<Engine.Mode, Victim> VICTIMS = new EnumMap<>(Engine.Mode.class);
  private static final Map<Engine.Mode, WholeJvm> JVMS = new EnumMap<>(Engine.Mode.class);
  private static SilentService service;

  @BeforeAll
  static void open() {
    service = new SilentService();
    for (Engine.Mode mode : Engine.Mode.values()) {
      VICTIMS.put(mode, new Victim(mode, service.authority()));
    }
    VICTIMS.forEach((mode, victim) -> JVMS.put(mode, new WholeJvm(mode, victim)));
  }

  @AfterAll
  static void close() {
    JVMS.values().forEach(WholeJvm::close);
    VICTIMS.values().forEach(Victim::close);
    service.close();
  }

  static Stream<Arguments> outcomes() {
    return Stream.of(Engine.Mode.values())
        .flatMap(
            mode ->
                Outcome.all().stream()
                    .filter(outcome -> outcome.kind() != Outcome.Kind.OWN)
                    .filter(outcome -> isWorthIt(mode, outcome))
                    .map(outcome -> Arguments.of(mode, outcome)));
  }

  /** What is refused, and what becomes of a batch, is the same however the guest runs. */
  private static boolean isWorthIt(Engine.Mode mode, Outcome outcome) {
    return mode == Engine.Mode.COMPILER
        || (outcome.kind() != Outcome.Kind.REFUSED
            && !outcome.fixture().startsWith("batch-")
            && !SLOW_INTERPRETED.contains(outcome.fixture()));
  }

  @Test
  void everyFixtureHasAnOutcome() {
    assertEquals(
        new TreeSet<>(Fixtures.hostileComponents()),
        Outcome.all().stream()
            .map(Outcome::fixture)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("outcomes")
  void endsAsDocumentedAndLeavesTheJvmWhole(Engine.Mode mode, Outcome outcome)
      throws InterruptedException {
    requireOutcome(VICTIMS.get(mode), outcome);
    service.hangUp();
    JVMS.get(mode).require();
  }

  private static void requireOutcome(Victim victim, Outcome outcome) {
    String fixture = outcome.fixture();
    switch (outcome.kind()) {
      case REFUSED -> {
        LoadRefused refused =
            assertThrows(LoadRefused.class, () -> victim.loadAlone(fixture).close());
        assertEquals(
            outcome.subject(),
            refused.problems().stream()
                .map(LoadProblem::kind)
                .map(LoadProblem.Kind::name)
                .collect(Collectors.toSet()));
        requireWords(outcome, refused);
      }
      case PERMANENT -> {
        ConnectorException.Permanent failure =
            assertThrows(ConnectorException.Permanent.class, () -> victim.use(fixture));
        assertEquals(Optional.empty(), failure.limit());
        requireWords(outcome, failure);
        assertTrue(failure.getMessage().length() < 3_000, "cut to what a person can read");
      }
      case LIMIT -> {
        ConnectorException.Transient failure =
            assertThrows(ConnectorException.Transient.class, () -> victim.use(fixture));
        LimitHit hit = failure.limit().orElseThrow(() -> failure);
        assertTrue(outcome.subject().contains(hit.limit()), hit.toString());
        assertTrue(hit.used() >= hit.budget(), hit.toString());
        requireWords(outcome, failure);
        assertTrue(
            failure.getMessage().contains(Long.toString(hit.budget())), failure.getMessage());
      }
      case ROWS ->
          assertEquals(List.of(List.of(1L), List.of(2L), List.of(3L)), victim.use(fixture));
      case EMPTY -> assertEquals(List.of(), victim.use(fixture));
      case OWN -> throw new IllegalArgumentException(fixture + " has a test of its own");
    }
  }

  private static void requireWords(Outcome outcome, RuntimeException failure) {
    assertTrue(failure.getMessage().contains(outcome.words()), failure.getMessage());
  }
}

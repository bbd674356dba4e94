package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Check;
import dev.witloof.conformance.ConformanceSuite;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.conformance.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for authors lists every check and behaviour, in the words of the kit. */
class DocumentedChecksTest {
  private static final Path PAGE = Path.of("../docs/connector-authors.md");

  @Test
  void everyCheckIsOnThePageWithItsTitle() throws IOException {
    String page = Files.readString(PAGE);
    for (Check check : checks()) {
      String row = "| `%s` | %s |".formatted(check.id(), check.title());
      assertTrue(page.contains(row), () -> PAGE + " lacks the row " + row);
    }
  }

  @Test
  void everyBehaviourIsOnThePageWithItsParent() throws IOException {
    String page = Files.readString(PAGE);
    for (Behaviour behaviour : Behaviour.values()) {
      String parent = behaviour.parent().map(p -> " `" + p + "`").orElse("");
      String row = "| `%s` |%s |".formatted(behaviour, parent);
      assertTrue(page.contains(row), () -> PAGE + " lacks the row " + row);
    }
  }

  @Test
  void idsAreUnique() {
    for (Subject subject : subjects()) {
      try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
        List<String> ids = suite.checks().stream().map(Check::id).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
      }
    }
  }

  private static List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (Subject subject : subjects()) {
      try (ConformanceSuite suite = ConformanceSuite.of(subject)) {
        checks.addAll(suite.checks());
      }
    }
    return checks;
  }

  private static List<Subject> subjects() {
    MemoryLake lake = new MemoryLake();
    return List.of(
        SourceSubject.of(Natives.source(config -> new SampleSource())).build(),
        DestinationSubject.of(
                Natives.destination(config -> new SampleDestination(lake)), lake::rows)
            .build());
  }
}

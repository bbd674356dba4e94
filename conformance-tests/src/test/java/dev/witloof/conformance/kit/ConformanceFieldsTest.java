package dev.witloof.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.ConformanceFields;
import dev.witloof.conformance.Conforms;
import dev.witloof.conformance.DestinationSubject;
import dev.witloof.conformance.SourceSubject;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A class may have the kit's tests by marking fields, several if it likes. */
class ConformanceFieldsTest {

  /** Run by JUnit as authors would have it. */
  @Nested
  class Both implements ConformanceFields {
    private final MemoryLake lake = new MemoryLake();

    @Conforms
    private final SourceSubject source =
        SourceSubject.of(Natives.source(config -> new SampleSource())).build();

    @Conforms
    private final DestinationSubject destination =
        DestinationSubject.of(
                Natives.destination(config -> new SampleDestination(lake)), lake::rows)
            .build();
  }

  private static final class NoField implements ConformanceFields {}

  private static final class NoSubject implements ConformanceFields {
    @Conforms private final String source = "numbers.wasm";
  }

  @Test
  void aContainerIsNamedByItsField() {
    List<String> names = new Both().conforms().map(DynamicContainer::getDisplayName).toList();
    assertEquals(List.of("source", "destination"), names);
  }

  @Test
  void aClassWithoutSubjectsIsWrong() {
    assertThrows(IllegalStateException.class, () -> new NoField().conforms());
    IllegalStateException wrong =
        assertThrows(IllegalStateException.class, () -> new NoSubject().conforms());
    assertTrue(wrong.getMessage().contains("numbers.wasm"), wrong.getMessage());
  }
}

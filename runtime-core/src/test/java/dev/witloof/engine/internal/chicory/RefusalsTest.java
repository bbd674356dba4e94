package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.InvalidModule;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  @Test
  void whereTheHeapIsTooSmallTheUserIsToldSo() {
    InvalidModule refusal =
        assertThrows(
            InvalidModule.class,
            () ->
                Refusals.guarded(
                    3,
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));
    assertEquals(InvalidModule.Kind.LIMIT, refusal.kind());
    assertTrue(
        refusal
            .getMessage()
            .matches("core module 3: .* the JVM's heap of \\d+ MiB; give it more by -Xmx.*"),
        refusal.getMessage());
  }
}

package dev.witloof.component;

import static dev.witloof.component.AbiGuest.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.engine.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components that call one another. */
class ComposedComponentsTest {
  private static final LinkedComponent COMPOSED = AbiGuest.link("composed");

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "h\u00f6", "\u2603", "h\u00f6\u2603\ud83c\udf70"})
  void transcodesStrings(String text) {
    try (ComponentInstance instance = COMPOSED.instantiate(AbiGuest.config(new Seen()))) {
      assertEquals(text, instance.export("same").call(LIMITS, text));
    }
  }

  @Test
  void passesResourcesBetweenComponents() {
    try (ComponentInstance instance = COMPOSED.instantiate(AbiGuest.config(new Seen()))) {
      assertEquals(11L, instance.export("box-rep").call(LIMITS, 11L));
      assertEquals(12L, instance.export("box-rep").call(LIMITS, 12L));
      assertEquals(2L, instance.export("drops").call(LIMITS));
    }
  }

  @Test
  void letsAChildCallItsParentButNotItself() {
    try (ComponentInstance instance =
        AbiGuest.link("reentrant").instantiate(AbiGuest.config(new Seen()))) {
      assertEquals(42L, instance.export("around").call(LIMITS, 41L));
      Trap trap = assertThrows(Trap.class, () -> instance.export("twice").call(LIMITS, 1L));
      assertTrue(
          trap.getMessage().startsWith("cannot enter component instance"), trap.getMessage());
    }
  }
}

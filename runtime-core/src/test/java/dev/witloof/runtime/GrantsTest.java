package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "*.", "ftp://a.com", "a.com:x", "a.com/../x", "a..com", "-a.com", "a b"})
  void refusesWhatIsNoRule(String host) {
    Grants.Builder builder = Grants.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.http(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "A=B", "1A", "A B", "A*", "Ä", "A\u0000"})
  void refusesWhatIsNoNameOfAVariable(String name) {
    Grants.Builder builder = Grants.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.env(name));
  }

  @Test
  void takesVariablesFromTheGivenPlace() {
    Grants grants = Grants.builder().env("TOKEN").envFrom(Map.of("TOKEN", "s3cret")).build();
    assertEquals(Optional.of("s3cret"), grants.envValue("TOKEN"));
    assertEquals(Optional.empty(), grants.envValue("HOME"));
  }

  @Test
  void nothingIsGrantedUnlessSaid() {
    for (Capability capability : Capability.values()) {
      assertFalse(Grants.none().has(capability), capability.key());
    }
    assertTrue(Grants.builder().clock().build().has(Capability.CLOCK));
  }
}

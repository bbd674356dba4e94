package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
  @ParameterizedTest
  @CsvSource({
    "api.github.com, api.github.com, true",
    "API.GitHub.com, api.github.COM, true",
    "*.github.com, api.github.com, true",
    "*.github.com, a.b.github.com, true",
    "*.github.com, *.github.com, true",
    "*.github.com, *.api.github.com, true",
    "*.github.com, github.com, false",
    "*.github.com, evilgithub.com, false",
    "*.github.com, github.com.evil.com, false",
    "api.github.com, *.github.com, false",
    "api.github.com, x.api.github.com, false",
  })
  void coversHosts(String granted, String asked, boolean covered) {
    assertEquals(covered, Grants.builder().http(granted).build().coversHost(asked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "*.", "https://a.com", "a.com:443", "a.com/x", "a..com", "-a.com", "a b"})
  void refusesWhatIsNoHost(String host) {
    Grants.Builder builder = Grants.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.http(host));
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

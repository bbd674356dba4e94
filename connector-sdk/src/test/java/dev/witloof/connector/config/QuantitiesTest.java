package dev.witloof.connector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @Test
  void readsSizes() {
    assertEquals(128L << 20, Quantities.bytes("128 MiB"));
    assertEquals(64L << 10, Quantities.bytes("64KiB"));
    assertEquals(2L << 30, Quantities.bytes("2GiB"));
    assertEquals(0, Quantities.bytes("0 B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "128", "128 MB", "128 mib", "-1 MiB", "1.5 MiB", "9999999999999 GiB", "MiB"})
  void refusesOtherSizes(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantities.bytes(text));
  }

  @Test
  void readsDurations() {
    assertEquals(Duration.ofMillis(500), Quantities.duration("500ms"));
    assertEquals(Duration.ofSeconds(30), Quantities.duration("30s"));
    assertEquals(Duration.ofMinutes(5), Quantities.duration("5 m"));
    assertEquals(Duration.ofHours(1), Quantities.duration("1h"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "30 sec", "-1s", "1.5s", "999999999999999999h", "PT1S"})
  void refusesOtherDurations(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantities.duration(text));
  }

  @Test
  void readsCounts() {
    assertEquals(10_000, Quantities.count("10000"));
    assertEquals(1_000_000, Quantities.count("1_000_000"));
    assertEquals(1_000_000_000, Quantities.count("1e9"));
    assertEquals(0, Quantities.count("0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten", "1.5", "1e999999999", "1e-999999999", "99999999999999999999"})
  void refusesOtherCounts(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantities.count(text));
  }

  @Test
  void showsWhatItReads() {
    assertEquals("128 MiB", Quantities.showBytes(128L << 20));
    assertEquals("1000 B", Quantities.showBytes(1000));
    assertEquals("90s", Quantities.showDuration(Duration.ofSeconds(90)));
    assertEquals("0ms", Quantities.showDuration(Duration.ZERO));
    assertEquals("1,000", Quantities.showCount(1000));
  }
}

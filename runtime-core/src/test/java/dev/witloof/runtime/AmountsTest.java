package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void showsSizesInTheUnitPeopleUse() {
    assertEquals("0 bytes", Amounts.bytes(0));
    assertEquals("1023 bytes", Amounts.bytes(1023));
    assertEquals("1.5 KiB", Amounts.bytes(1536));
    assertEquals("256 MiB", Amounts.bytes(256L << 20));
    assertEquals("2 GiB", Amounts.bytes(2L << 30));
  }

  @Test
  void showsDurationsInTheUnitPeopleUse() {
    assertEquals("0 ms", Amounts.duration(Duration.ZERO));
    assertEquals("999 ms", Amounts.duration(Duration.ofMillis(999)));
    assertEquals("30 s", Amounts.duration(Duration.ofSeconds(30)));
    assertEquals("1.5 s", Amounts.duration(Duration.ofMillis(1500)));
  }
}

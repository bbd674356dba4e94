package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call from component to component copies is paid and capped, every copy of it. */
class TransferCostTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long MANY = 1L << 40;

  private final LinkedComponent linked = AbiGuest.link("copies");

  private long fuel(String export, long argument) {
    try (ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()))) {
      instance.export(export).call(new CallLimits(MANY, LONG, MANY), argument);
      return instance.lastUsage().fuel();
    }
  }

  private LimitExceeded limit(CallLimits limits, String export, long argument) {
    try (ComponentInstance instance = linked.instantiate(AbiGuest.config(new Seen()))) {
      ComponentFunction function = instance.export(export);
      return assertThrows(LimitExceeded.class, () -> function.call(limits, argument));
    }
  }

  /**
   * To the unit, and committed: it changes with {@link dev.witloof.engine.FuelSchedule#VERSION}. A
   * call, a unit for each 16 bytes out of one memory, and again into the other; an element of a
   * list is a reference of eight bytes on its way, even if it is one byte in either memory.
   */
  @ParameterizedTest
  @CsvSource({
    "bytes, 0, 504",
    "bytes, 7, 504",
    "bytes, 8, 505",
    "bytes, 65536, 8696",
    "text, 65536, 8696",
    "lists, 1000, 8210507",
    "bools, 65536, 37368",
  })
  void eachCopyCostsFuel(String export, long argument, long units) {
    assertEquals(units, fuel(export, argument));
  }

  @ParameterizedTest
  @CsvSource({"bytes, 65536", "text, 65536", "bools, 8192", "lists, 2"})
  void whatIsLiftedIsCapped(String export, long argument) {
    LimitExceeded limit = limit(new CallLimits(MANY, LONG, 60_000), export, argument);

    assertEquals(Limit.LIFTED_BYTES, limit.limit());
    assertEquals(60_000, limit.budget());
  }

  @Test
  void copyingEndsWithTheFuel() {
    CallLimits limits = new CallLimits(1_000_000, LONG, MANY);

    assertEquals(Limit.FUEL, limit(limits, "forever", 65_536).limit());
    assertEquals(Limit.FUEL, limit(limits, "lists", 8_192).limit());
  }

  @Test
  void copyingEndsAtTheDeadline() {
    CallLimits limits = new CallLimits(MANY, Duration.ofMillis(50), MANY);

    assertEquals(Limit.DEADLINE, limit(limits, "forever", 65_536).limit());
    assertEquals(Limit.DEADLINE, limit(limits, "forever", 0).limit());
  }
}

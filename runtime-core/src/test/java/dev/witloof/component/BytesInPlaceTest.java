package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.loan.GuestBytes;
import dev.witloof.component.loan.HostBytes;
import dev.witloof.component.loan.ReadableFunction;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of bytes that are read and written where they lie in the guest's memory. */
class BytesInPlaceTest {
  private static final CallLimits LIMITS =
      new CallLimits(2_000_000, Duration.ofSeconds(30), 16 << 20);
  private static final LinkedComponent LINKED =
      new Linker(Engines.create(Engine.Mode.COMPILER))
          .link(Component.read(Crossings.fixture("bytes")));

  private final ComponentInstance instance =
      LINKED.instantiate(new InstanceConfig(1 << 20, 16, LIMITS, List.of()));

  @AfterEach
  void close() {
    instance.close();
  }

  private <T> T read(String export, CallLimits limits, Function<GuestBytes, T> reader) {
    List<T> results = new ArrayList<>();
    ReadableFunction function = (ReadableFunction) instance.export(export);
    function.callReading(limits, bytes -> results.add(reader.apply((GuestBytes) bytes)));
    return results.get(0);
  }

  private static byte[] copy(GuestBytes bytes) {
    return bytes.read((memory, at, length) -> Arrays.copyOfRange(memory, at, at + length));
  }

  @Test
  void theBytesAreThereUntilPostReturn() {
    byte[] sent = {1, 2, 3, -4};
    instance.export("take").call(LIMITS, (Object) sent);

    assertArrayEquals(sent, read("give", LIMITS, BytesInPlaceTest::copy));
    assertArrayEquals(new byte[4], read("give", LIMITS, BytesInPlaceTest::copy));
  }

  @Test
  void thePlaceIsTheGuestsOwnMemory() {
    instance.export("take").call(LIMITS, (Object) new byte[] {7});

    byte[] first = read("give", LIMITS, bytes -> bytes.read((memory, at, length) -> memory));
    byte[] second = read("give", LIMITS, bytes -> bytes.read((memory, at, length) -> memory));

    assertSame(first, second, "no copy was made");
  }

  @Test
  void afterTheCallTheyAreGone() {
    instance.export("take").call(LIMITS, (Object) new byte[] {7});

    GuestBytes kept = read("give", LIMITS, bytes -> bytes);

    assertEquals(1, kept.length());
    assertTrue(
        assertThrows(IllegalStateException.class, () -> copy(kept))
            .getMessage()
            .contains("call that gave them is over"));
  }

  @Test
  void theyCountAsLifted() {
    instance.export("take").call(LIMITS, (Object) new byte[100]);
    CallLimits few = new CallLimits(2_000_000, Duration.ofSeconds(30), 99);

    LimitExceeded limit =
        assertThrows(LimitExceeded.class, () -> read("give", few, BytesInPlaceTest::copy));

    assertEquals(Limit.LIFTED_BYTES, limit.limit());
    assertEquals(100, limit.used());
  }

  @Test
  void aRangeBeyondTheMemoryIsATrapAndNobodyReads() {
    AbiTrap trap =
        assertThrows(
            AbiTrap.class,
            () ->
                read(
                    "lie",
                    LIMITS,
                    bytes -> {
                      throw new AssertionError("read " + bytes.length());
                    }));

    assertEquals(AbiTrap.Rule.LIST_OUT_OF_BOUNDS, trap.rule());
  }

  @Test
  void aTrapAfterTheReadingEndsTheInstance() {
    instance.export("take").call(LIMITS, (Object) new byte[] {7});

    assertEquals(
        Trap.Kind.UNREACHABLE,
        assertThrows(Trap.class, () -> read("give-and-trap", LIMITS, BytesInPlaceTest::copy))
            .kind());
    assertThrows(IllegalStateException.class, () -> instance.export("give").call(LIMITS));
  }

  @Test
  void plainCallsGetArrays() {
    instance.export("take").call(LIMITS, (Object) new byte[] {1, 2});

    assertArrayEquals(new byte[] {1, 2}, (byte[]) instance.export("give").call(LIMITS));
  }

  /** Writes ascending numbers. */
  private record Ascending(int length) implements HostBytes {
    @Override
    public void copyTo(byte[] target, int offset) {
      for (int i = 0; i < length; i++) {
        target[offset + i] = (byte) i;
      }
    }
  }

  @Test
  void theHostWritesIntoWhatTheGuestAllocated() {
    assertNull(instance.export("take").call(LIMITS, new Ascending(300)));

    byte[] expected = new byte[300];
    new Ascending(300).copyTo(expected, 0);
    assertArrayEquals(expected, read("give", LIMITS, BytesInPlaceTest::copy));
  }

  @Test
  void aListOfTheHostIsNeverTooLong() {
    IllegalArgumentException tooLong =
        assertThrows(
            IllegalArgumentException.class,
            () -> instance.export("take").call(LIMITS, new Ascending(1 << 28)));

    assertTrue(tooLong.getMessage().contains("too long"), tooLong.getMessage());
  }

  @Test
  void whatTheGuestHasNoRoomForIsATrap() {
    AbiTrap trap =
        assertThrows(
            AbiTrap.class,
            () -> instance.export("take").call(LIMITS, new Ascending(2 * 65_536 - 1023)));

    assertEquals(AbiTrap.Rule.LIST_REALLOC_OUT_OF_BOUNDS, trap.rule());
  }
}

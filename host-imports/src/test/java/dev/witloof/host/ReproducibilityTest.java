package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.value.RecordValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.host.clocks.MonotonicClock;
import dev.witloof.host.clocks.WallClock;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.random.Randoms;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {
  private static final Instant THEN = Instant.parse("2024-02-29T23:59:59.5Z");
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private static TestCall call(Reproducibility reproducibility) {
    HostEnvironment environment =
        new HostEnvironment(
            new ConnectorIdentity("test", Optional.of("1.0.0"), "0".repeat(64)),
            Set.of(),
            List.of(),
            Map.of(),
            Map.of(),
            LogSink.discard(),
            HttpMode.LIVE,
            new HttpLimits(2, 1 << 20, 1 << 20),
            10_000,
            new ConnectorUsage(),
            ConnectorListener.none(),
            GuestSecrets.NONE,
            reproducibility);
    return TestCall.of(environment, new ArrayList<>(), Duration.ofSeconds(20));
  }

  private static Instant wall(TestCall call) {
    RecordValue now = (RecordValue) call.call(new WallClock(), "now");
    return Instant.ofEpochSecond((Long) now.get("seconds"), (Long) now.get("nanoseconds"));
  }

  private static long monotonic(TestCall call) {
    return (Long) call.call(new MonotonicClock(), "now");
  }

  private static Object timer(TestCall call, long nanos) {
    return call.call(new MonotonicClock(), "subscribe-duration", nanos);
  }

  private static void block(TestCall call, Object pollable) {
    call.call(new IoInterfaces.Poll(), "[method]pollable.block", pollable);
  }

  @Test
  void aFrozenClockStandsAndGoesOnByWhatIsSlept() {
    try (TestCall call = call(Reproducibility.NONE.frozenAt(THEN))) {
      assertEquals(THEN, wall(call));
      assertEquals(0L, monotonic(call));
      block(call, timer(call, HOUR));
      assertEquals(THEN.plusNanos(HOUR), wall(call));
      assertEquals(HOUR, monotonic(call));
      assertEquals(THEN.plusNanos(HOUR), wall(call));
    }
  }

  @Test
  void ofSeveralFrozenTimersTheFirstIsReadyFirst() {
    try (TestCall call = call(Reproducibility.NONE.frozenAt(THEN))) {
      Object late = timer(call, 2 * HOUR);
      Object soon = call.call(new MonotonicClock(), "subscribe-instant", HOUR);
      Object never = timer(call, -1L);
      assertEquals(
          List.of(1L), call.call(new IoInterfaces.Poll(), "poll", List.of(late, soon, never)));
      assertEquals(HOUR, monotonic(call));
      assertEquals(List.of(0L), call.call(new IoInterfaces.Poll(), "poll", List.of(late, never)));
      assertEquals(2 * HOUR, monotonic(call));
    }
  }

  /** What is not there yet gets the time that the timer would leave it. */
  @Test
  void aFrozenTimerDoesNotOvertakeWhatElseIsWaitedFor() {
    try (TestCall call = call(Reproducibility.NONE.frozenAt(THEN))) {
      int[] looks = {0};
      Pollable later = () -> ++looks[0] > 3;
      assertEquals(
          List.of(1L),
          call.call(new IoInterfaces.Poll(), "poll", List.of(timer(call, HOUR), later)));
      assertEquals(0L, monotonic(call));

      Pollable never = () -> false;
      long millisecond = 1_000_000;
      assertEquals(
          List.of(0L),
          call.call(new IoInterfaces.Poll(), "poll", List.of(timer(call, millisecond), never)));
      assertEquals(millisecond, monotonic(call));
    }
  }

  @Test
  void aFrozenTimerThatNeverComesEndsWithTheCall() {
    try (TestCall call = call(Reproducibility.NONE.frozenAt(THEN))) {
      call.store().cancel();
      LimitExceeded cancelled =
          assertThrows(LimitExceeded.class, () -> block(call, timer(call, -1L)));
      assertEquals(LimitExceeded.Limit.CANCELLED, cancelled.limit());
    }
  }

  @Test
  void anOffsetMovesTheWallClockAlone() {
    try (TestCall call = call(Reproducibility.NONE.offsetBy(Duration.ofDays(-400)))) {
      Instant told = wall(call);
      Instant now = Instant.now();
      assertTrue(told.isBefore(now.minus(Duration.ofDays(399))), told.toString());
      assertTrue(told.isAfter(now.minus(Duration.ofDays(401))), told.toString());
      assertTrue(monotonic(call) >= 0);
    }
    try (TestCall call = call(Reproducibility.NONE.offsetBy(Duration.ofDays(-100_000)))) {
      assertEquals(Instant.EPOCH, wall(call));
    }
  }

  @Test
  void clocksAreCoarse() {
    try (TestCall call = call(Reproducibility.NONE)) {
      assertEquals(100_000L, call.call(new MonotonicClock(), "resolution"));
      assertEquals(0, monotonic(call) % 100_000);
      assertEquals(0, wall(call).getNano() % 100_000);
      long before = monotonic(call);
      block(call, timer(call, 1));
      assertTrue(monotonic(call) > before, "a timer is ready when the guest can see that it is");
    }
  }

  @Test
  void theSameSeedGivesTheSameNumbersInEveryInterface() {
    List<Object> one = numbers(Reproducibility.NONE.seeded(42));
    assertEquals(one, numbers(Reproducibility.NONE.seeded(42)));
    assertNotEquals(one, numbers(Reproducibility.NONE.seeded(43)));
    assertNotEquals(numbers(Reproducibility.NONE), numbers(Reproducibility.NONE));
  }

  private static List<Object> numbers(Reproducibility reproducibility) {
    try (TestCall call = call(reproducibility)) {
      return List.of(
          call.call(new Randoms.Secure(), "get-random-u64"),
          call.call(new Randoms.Insecure(), "get-insecure-random-u64"),
          call.call(new Randoms.InsecureSeed(), "insecure-seed"));
    }
  }

  @Test
  void seededBytesAreTheSame() {
    try (TestCall one = call(Reproducibility.NONE.seeded(7));
        TestCall other = call(Reproducibility.NONE.seeded(7))) {
      assertArrayEquals(
          (byte[]) one.call(new Randoms.Secure(), "get-random-bytes", 100L),
          (byte[]) other.call(new Randoms.Insecure(), "get-insecure-random-bytes", 100L));
    }
  }
}

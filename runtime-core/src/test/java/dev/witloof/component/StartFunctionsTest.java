package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The start functions of all inner instances run on one budget, and can be cancelled. */
@Timeout(60)
class StartFunctionsTest {
  private static final long PLENTY = 1L << 50;

  private static LinkedComponent link(Engine.Mode mode) {
    return new Linker(Engines.create(mode), AbiGuest.world())
        .link(Component.read(AbiGuest.fixture("starts")));
  }

  private static InstanceConfig config(CallLimits limits, Cancellation cancellation) {
    return new InstanceConfig(1 << 20, 10, limits, List.of(), cancellation);
  }

  private static LimitExceeded failure(
      Engine.Mode mode, CallLimits limits, Cancellation cancellation) {
    return assertThrows(
        LimitExceeded.class, () -> link(mode).instantiate(config(limits, cancellation)));
  }

  @ParameterizedTest
  @EnumSource
  void shareTheFuel(Engine.Mode mode) {
    CallLimits limits = new CallLimits(3_000_000, Duration.ofMinutes(1), 0);
    LimitExceeded limit = failure(mode, limits, new Cancellation());
    assertEquals(Limit.FUEL, limit.limit());
    assertTrue(limit.used() > 3_000_000 && limit.used() < 3_000_100, limit.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void shareTheDeadline(Engine.Mode mode) {
    CallLimits limits = new CallLimits(PLENTY, Duration.ofMillis(1), 0);
    assertEquals(Limit.DEADLINE, failure(mode, limits, new Cancellation()).limit());
  }

  @ParameterizedTest
  @EnumSource
  void doNotRunOnceTheyAreCancelled(Engine.Mode mode) {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    CallLimits limits = new CallLimits(PLENTY, Duration.ofMinutes(1), 0);
    assertEquals(Limit.CANCELLED, failure(mode, limits, cancellation).limit());
  }

  /** Again and again, as one instantiation may be over before it is cancelled. */
  @ParameterizedTest
  @EnumSource
  void areCancelledFromAnotherThread(Engine.Mode mode) {
    LinkedComponent linked = link(mode);
    Cancellation cancellation = new Cancellation();
    CallLimits limits = new CallLimits(PLENTY, Duration.ofMinutes(1), 0);
    CompletableFuture<Object> forever =
        CompletableFuture.supplyAsync(
            () -> {
              while (true) {
                linked.instantiate(config(limits, cancellation)).close();
              }
            });
    cancellation.cancel();
    ExecutionException ended = assertThrows(ExecutionException.class, forever::get);
    assertEquals(Limit.CANCELLED, ((LimitExceeded) ended.getCause()).limit());
  }
}

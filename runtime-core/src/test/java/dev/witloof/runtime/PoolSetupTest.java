package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.witloof.component.Cancellation;
import dev.witloof.runtime.internal.InstancePool;
import dev.witloof.runtime.internal.Pooled;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolSetupTest {
  private static final int MINIMUM = 3;

  private final Queue<PoolEvent> events = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Thread> hanging = new LinkedBlockingQueue<>();
  private final PoolSetup setup =
      new PoolSetup(
          new PoolSettings(MINIMUM, MINIMUM, Duration.ofMillis(5), Duration.ZERO), events::add);

  @AfterEach
  void close() {
    setup.close();
  }

  private Pooled hang(String key, Cancellation cancellation) {
    hanging.add(Thread.currentThread());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("it hung");
  }

  /** Gone as soon as it is made. */
  private record Nothing() implements Pooled {
    @Override
    public CompletionStage<Void> gone() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      // There is nothing to end.
    }
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      assertFalse(Thread.interrupted(), "it did not happen in time");
      Thread.onSpinWait();
    }
  }

  @Test
  void aConnectorThatHangsInTheMakingHoldsUpNoOther() throws Exception {
    setup.newPool("hangs", this::hang).expect("k");
    Thread held = hanging.take();

    InstancePool<String, Nothing> other = setup.newPool("other", (key, ended) -> new Nothing());
    other.expect("old");
    until(() -> other.metrics().idle() == MINIMUM);
    other.expect("new");
    PoolEvent idle = new PoolEvent.Discarded("other", PoolEvent.Reason.IDLE, Optional.empty());
    until(() -> events.stream().filter(idle::equals).count() == MINIMUM);

    assertEquals(0, hanging.size(), "it holds one thread");
    assertFalse(events.stream().anyMatch(PoolEvent.PreparationFailed.class::isInstance));
    setup.close();
    held.join();
  }
}

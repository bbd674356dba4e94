package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.ExternValue;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.ConnectorLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GuestInstanceTest {
  private static final int ROUNDS = 20_000;

  /** One call follows the other, so that the end often comes between two. */
  @Test
  void isNotClosedUnderACallThatBeginsMeanwhile() throws Exception {
    ExecutorService caller = Executors.newSingleThreadExecutor();
    GuestCall call =
        new GuestCall("call", Optional.empty(), Budgets.call(ConnectorLimits.defaults()));
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Busy busy = new Busy();
        GuestInstance instance =
            new GuestInstance(
                busy,
                "export",
                TestHosts.with((AutoCloseable) busy::closeState),
                new LimitStrikes(TestHosts.FAKE),
                TestHosts.unheard());
        Phaser start = new Phaser(2);
        Future<String> called = caller.submit(() -> callUntilEnded(instance, call, start));
        start.arriveAndAwaitAdvance();
        instance.close();

        assertEquals("the connector's instance has ended: it was closed", called.get());
        assertFalse(busy.inUse, "closed under a call");
        assertEquals(1, busy.closed.get(), "closed once");
        assertEquals(1, busy.stateClosed.get(), "its state closed once");
      }
    } finally {
      caller.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isGoneWhenTheCallHasEndedInWhichItWasClosed(boolean failing) {
    AtomicReference<GuestInstance> closed = new AtomicReference<>();
    List<Boolean> gone = new ArrayList<>();
    FakeGuest guest =
        new FakeGuest()
            .with(
                "call",
                arguments -> {
                  closed.get().close();
                  gone.add(closed.get().gone().toCompletableFuture().isDone());
                  return "done";
                });
    AtomicInteger stateClosed = new AtomicInteger();
    AutoCloseable state =
        () -> {
          stateClosed.incrementAndGet();
          if (failing) {
            throw new IOException("no");
          }
        };
    closed.set(
        new GuestInstance(
            guest.instance(),
            "export",
            TestHosts.with(state),
            new LimitStrikes(TestHosts.FAKE),
            TestHosts.unheard()));
    GuestCall call =
        new GuestCall("call", Optional.empty(), Budgets.call(ConnectorLimits.defaults()));
    try {
      assertEquals("done", closed.get().call(call));
      assertFalse(failing);
    } catch (IllegalStateException failure) {
      assertTrue(failing, failure.toString());
    }
    closed.get().close();

    assertEquals(List.of(false), gone);
    assertEquals(List.of("1:call", "1:cancel", "1:close"), guest.calls);
    assertEquals(1, stateClosed.get());
    CompletableFuture<Void> now = closed.get().gone().toCompletableFuture();
    assertTrue(now.isDone());
    assertEquals(failing, now.isCompletedExceptionally());
  }

  /** Why it ended. */
  private static String callUntilEnded(GuestInstance instance, GuestCall call, Phaser start) {
    start.arriveAndAwaitAdvance();
    while (true) {
      try {
        instance.call(call);
      } catch (IllegalStateException ended) {
        return String.valueOf(ended.getMessage());
      }
    }
  }

  /** Its function takes a moment, in which it must not be closed. */
  private static final class Busy implements ComponentInstance {
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger stateClosed = new AtomicInteger();
    volatile boolean inUse;
    private volatile boolean inside;

    @Override
    public ComponentFunction export(String function) {
      throw new UnsupportedOperationException("only functions of interfaces are called");
    }

    @Override
    public ComponentFunction export(String interfaceName, String function) {
      return new ComponentFunction() {
        @Override
        public ExternType.Func type() {
          return new ExternType.Func(List.of(), Optional.empty());
        }

        @Override
        public Object call(CallLimits limits, Object... arguments) {
          inside = true;
          for (int i = 0; i < 10; i++) {
            Thread.onSpinWait();
          }
          inside = false;
          return "done";
        }
      };
    }

    @Override
    public Map<String, ExternValue> exports() {
      throw new UnsupportedOperationException("nothing is linked against the guest");
    }

    @Override
    public CallUsage lastUsage() {
      return new CallUsage(0, Duration.ZERO, 0);
    }

    @Override
    public void cancel() {
      // What runs is over soon.
    }

    @Override
    public void close() {
      inUse |= inside;
      closed.incrementAndGet();
    }

    void closeState() {
      stateClosed.incrementAndGet();
    }
  }
}

package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.Cancellation;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.internal.observe.CallObserver;
import dev.witloof.runtime.internal.observe.ObservedCall;
import dev.witloof.runtime.secret.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** An instance that does not come to be leaves nothing open, whoever failed. */
class InstanceFactoryTest {
  private final FakeGuest guest = new FakeGuest();
  private final List<Outcome> told = new ArrayList<>();
  private int stateClosed;

  /** Fails as an audit trail does that cannot be written. */
  private final class Failing implements CallObserver, ObservedCall {
    private final boolean atOnce;
    private final RuntimeException failure = new IllegalStateException("the disk is full");

    Failing(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public boolean hears() {
      return true;
    }

    @Override
    public ObservedCall begin(String function, Optional<String> table, Redactor redactor) {
      if (atOnce) {
        throw failure;
      }
      return this;
    }

    @Override
    public void ended(
        Outcome outcome,
        CallUsage usage,
        long rows,
        long bytes,
        Optional<? extends Throwable> cause) {
      told.add(outcome);
      throw failure;
    }
  }

  private InstanceFactory factory(
      Function<InstanceConfig, ComponentInstance> component, CallObserver observer) {
    return new InstanceFactory(
        component,
        ConnectorLimits.defaults(),
        new LimitStrikes(TestHosts.FAKE),
        observer,
        settings -> TestHosts.with((AutoCloseable) () -> stateClosed++));
  }

  private static void create(InstanceFactory factory) {
    factory.create(new InstanceKey("export", Map.of()), new Cancellation());
  }

  @Test
  void whenTheCallCannotBeToldOfAtItsBeginning() {
    Failing observer = new Failing(true);
    InstanceFactory factory = factory(guest::instantiate, observer);
    assertSame(observer.failure, assertThrows(IllegalStateException.class, () -> create(factory)));
    assertEquals(List.of(), guest.calls);
    assertEquals(1, stateClosed);
  }

  @Test
  void whenTheCallCannotBeToldOfAtItsEnd() {
    Failing observer = new Failing(false);
    InstanceFactory factory = factory(guest::instantiate, observer);
    assertSame(observer.failure, assertThrows(IllegalStateException.class, () -> create(factory)));
    assertEquals(List.of("1:close"), guest.calls);
    assertEquals(List.of(Outcome.OK), told);
    assertEquals(1, stateClosed);
  }

  @Test
  void whenTheGuestFailsToo() {
    InstanceFactory factory =
        factory(
            config -> {
              throw new StackOverflowError();
            },
            new Failing(false));
    assertThrows(IllegalStateException.class, () -> create(factory));
    assertEquals(List.of(Outcome.TRAP), told);
    assertEquals(1, stateClosed);
  }

  @Test
  void whenTheGuestFailsAndNobodyHears() {
    InstanceFactory factory =
        factory(
            config -> {
              throw new StackOverflowError();
            },
            TestHosts.unheard());
    assertThrows(StackOverflowError.class, () -> create(factory));
    assertEquals(1, stateClosed);
  }
}

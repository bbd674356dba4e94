package dev.witloof.runtime.internal;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.loan.ReadableFunction;
import dev.witloof.connector.ConnectorException;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a connector component with the host state that belongs to it. A trap or a limit
 * hit ends it: it is closed at once and says why to whoever still holds it. One call at a time,
 * from whatever thread; {@link #cancel()} and {@link #close()} may come from any.
 */
public final class GuestInstance implements AutoCloseable {
  private final ComponentInstance instance;
  private final String exportName;
  private final List<AutoCloseable> state;
  private final LimitStrikes strikes;
  private final Map<String, ComponentFunction> functions = new HashMap<>();
  private volatile @Nullable String ended;
  private boolean running;
  private boolean closing;

  GuestInstance(
      ComponentInstance instance,
      String exportName,
      List<AutoCloseable> state,
      LimitStrikes strikes) {
    this.instance = instance;
    this.exportName = exportName;
    this.state = state;
    this.strikes = strikes;
  }

  /** Why it cannot be used any more; empty while it can. */
  Optional<String> ended() {
    return Optional.ofNullable(ended);
  }

  /**
   * Calls a function whose result is a {@code result}.
   *
   * @return the payload of ok, empty when it has none
   * @throws ConnectorException the contract's error as the connector gave it, or what a trap or a
   *     limit hit means
   */
  Optional<Object> callFallible(GuestCall call, Object... arguments) {
    return GuestErrors.okOf(call, call(call, arguments));
  }

  /**
   * Calls a function and gives its result to {@code reader} while lists of bytes in it still lie in
   * the guest's memory, see {@link ReadableFunction}. A component of another making gives plain
   * values.
   *
   * @param reader what it throws ends the instance
   */
  void callReading(GuestCall call, Function<@Nullable Object, ?> reader, Object... arguments) {
    guarded(
        call,
        () -> {
          ComponentFunction function = function(call);
          if (function instanceof ReadableFunction readable) {
            readable.callReading(call.limits(), reader, arguments);
          } else {
            reader.apply(function.call(call.limits(), arguments));
          }
          return Optional.empty();
        });
  }

  /** Calls a function that has a result and cannot fail but by a trap or a limit. */
  Object call(GuestCall call, Object... arguments) {
    return guarded(
        call,
        () -> {
          Object result = function(call).call(call.limits(), arguments);
          if (result == null) {
            throw new IllegalStateException(call.function() + " has no result");
          }
          return result;
        });
  }

  private ComponentFunction function(GuestCall call) {
    return functions.computeIfAbsent(call.function(), name -> instance.export(exportName, name));
  }

  /** Runs the destructor of a guest resource. */
  void drop(GuestCall call, GuestResource resource) {
    guarded(
        call,
        () -> {
          resource.drop(call.limits());
          return Optional.empty();
        });
  }

  /** Ends the running call, as its deadline would, or the next one at its start. */
  void cancel() {
    instance.cancel();
  }

  /**
   * Closes the instance, then the state in reverse order of its making. A call that is running is
   * cancelled and does that itself when it ends.
   */
  @Override
  public void close() {
    if (isLeftToTheCall()) {
      cancel();
    } else {
      end("it was closed");
    }
  }

  private synchronized boolean isLeftToTheCall() {
    closing = running;
    return running;
  }

  private interface Entry {
    Object run();
  }

  private Object guarded(GuestCall call, Entry entry) {
    begin();
    try {
      Object result = entry.run();
      strikes.passed(call);
      return result;
    } catch (LimitExceeded exceeded) {
      throw ending(strikes.hit(call, exceeded));
    } catch (Trap trap) {
      throw ending(Traps.toException(call, trap));
    } catch (RuntimeException fault) {
      throw ending(fault);
    } finally {
      finish();
    }
  }

  private synchronized void begin() {
    if (ended != null) {
      throw new IllegalStateException("the connector's instance has ended: " + ended);
    }
    if (running) {
      throw new IllegalStateException(
          "another thread is calling this; a read handle or a destination serves one at a time");
    }
    running = true;
  }

  private void finish() {
    boolean close;
    synchronized (this) {
      running = false;
      close = closing;
    }
    if (close) {
      end("it was closed");
    }
  }

  private <E extends RuntimeException> E ending(E failure) {
    try {
      end(String.valueOf(failure.getMessage()));
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
    return failure;
  }

  private void end(String why) {
    synchronized (this) {
      if (ended != null) {
        return;
      }
      ended = why;
    }
    Closing.all(instance, state);
  }
}

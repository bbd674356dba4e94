package dev.witloof.runtime.internal;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.loan.ReadableFunction;
import dev.witloof.connector.ConnectorException;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.internal.observe.CallObserver;
import dev.witloof.runtime.internal.observe.ObservedCall;
import dev.witloof.runtime.secret.Redactor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a connector component with the host state that belongs to it. A trap or a limit
 * hit ends it: it is closed at once and says why to whoever still holds it. One call at a time,
 * from whatever thread; {@link #cancel()} and {@link #close()} may come from any.
 */
public final class GuestInstance implements Pooled {
  private static final String CLOSED = "it was closed";

  private final ComponentInstance instance;
  private final String exportName;
  private final InstanceHost host;
  private final LimitStrikes strikes;
  private final CallObserver observer;
  private final Map<String, ComponentFunction> functions = new HashMap<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile @Nullable String ended;
  private boolean running;
  private boolean closing;

  GuestInstance(
      ComponentInstance instance,
      String exportName,
      InstanceHost host,
      LimitStrikes strikes,
      CallObserver observer) {
    this.instance = instance;
    this.exportName = exportName;
    this.host = host;
    this.strikes = strikes;
    this.observer = observer;
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
    return GuestErrors.okOf(call, call(call, arguments), host.redactor());
  }

  /** Gives the guest a batch, by a function that takes a table's name and the batch. */
  void write(GuestCall call, String table, OutgoingBatch batch) {
    GuestErrors.okOf(call, calling(call, batch, table, batch), host.redactor());
  }

  /**
   * Reads what a call gave, after it.
   *
   * @throws RuntimeException what {@code reading} throws, without secrets
   */
  <T> T reading(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw RedactedFailure.of(e, host.redactor());
    }
  }

  /** Takes the secrets of the instance out of texts. */
  Redactor redactor() {
    return host.redactor();
  }

  /**
   * Calls a function and gives its result to {@code reader} while lists of bytes in it still lie in
   * the guest's memory, see {@link ReadableFunction}. A component of another making gives plain
   * values.
   *
   * @param reader what it throws ends the instance
   */
  void callReading(GuestCall call, BatchReader reader, Object... arguments) {
    guarded(
        call,
        reader,
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
    return calling(call, Crossing.NOTHING, arguments);
  }

  private Object calling(GuestCall call, Crossing crossing, Object... arguments) {
    return guarded(
        call,
        crossing,
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
        Crossing.NOTHING,
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
    boolean leftToTheCall;
    boolean first;
    synchronized (this) {
      // A call that began after this was found idle would run in what is being closed.
      closing = running;
      leftToTheCall = running;
      first = !running && isFirstToEnd(CLOSED);
    }
    if (leftToTheCall) {
      cancel();
    } else if (first) {
      closeAll();
    }
  }

  @Override
  public CompletionStage<Void> gone() {
    return gone;
  }

  private interface Entry {
    Object run();
  }

  private Object guarded(GuestCall call, Crossing crossing, Entry entry) {
    begin();
    try {
      return observer.hears() ? heard(call, crossing, entry) : unheard(call, entry);
    } catch (Error thrown) {
      // Of a host function or a listener; the component is not to be entered after it.
      throw ending(thrown, RedactedFailure.told(thrown, host.redactor()).toString());
    } finally {
      finish();
    }
  }

  /** Does nothing that only somebody who hears of the call would want. */
  private Object unheard(GuestCall call, Entry entry) {
    try {
      return passed(call, entry);
    } catch (RuntimeException thrown) {
      RuntimeException meaning = CallFailure.meaning(call, thrown, strikes, host);
      throw ending(meaning, String.valueOf(meaning.getMessage()));
    }
  }

  private Object heard(GuestCall call, Crossing crossing, Entry entry) {
    ObservedCall observed = observer.begin(call.function(), call.table(), host.redactor());
    Outcome outcome = Outcome.TRAP;
    Optional<? extends Throwable> failure = Optional.empty();
    try {
      Object result = passed(call, entry);
      failure = crossing.failure(call, result, host.redactor());
      outcome = failure.isPresent() ? crossing.failed() : Outcome.OK;
      return result;
    } catch (RuntimeException thrown) {
      RuntimeException meaning = CallFailure.meaning(call, thrown, strikes, host);
      failure = Optional.of(meaning);
      outcome = CallFailure.outcome(thrown);
      throw ending(meaning, String.valueOf(meaning.getMessage()));
    } catch (Error thrown) {
      failure = Optional.of(RedactedFailure.told(thrown, host.redactor()));
      throw thrown;
    } finally {
      observed.ended(outcome, instance.lastUsage(), crossing.rows(), crossing.bytes(), failure);
    }
  }

  private Object passed(GuestCall call, Entry entry) {
    Object result = entry.run();
    strikes.passed(call);
    return result;
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
    boolean first;
    synchronized (this) {
      running = false;
      first = closing && isFirstToEnd(CLOSED);
    }
    if (first) {
      closeAll();
    }
  }

  private <E extends Throwable> E ending(E failure, String why) {
    try {
      end(why);
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
    return failure;
  }

  private void end(String why) {
    boolean first;
    synchronized (this) {
      first = isFirstToEnd(why);
    }
    if (first) {
      closeAll();
    }
  }

  /** Ends it for those to come; who is first closes it. The caller holds the lock. */
  private boolean isFirstToEnd(String why) {
    boolean first = ended == null;
    if (first) {
      ended = why;
    }
    return first;
  }

  private void closeAll() {
    try {
      Closing.all(instance, host.closeable());
      gone.complete(null);
    } catch (RuntimeException | Error failure) {
      gone.completeExceptionally(failure);
      throw failure;
    }
  }
}

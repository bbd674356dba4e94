package dev.witloof.conformance.internal.watch;

import dev.witloof.connector.CursorStoringDestination;
import dev.witloof.connector.Destination;
import dev.witloof.connector.Source;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The calls into a connector under test that are under way, so that one that never returns is
 * found. A function that hung once gets less time after that, or else one that always hangs would
 * be waited for in every check. Thread-safe.
 */
public final class Watch {
  private static final int LESS = 10;
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Duration limit;
  private final Set<Call> running = ConcurrentHashMap.newKeySet();
  private final Set<String> hung = ConcurrentHashMap.newKeySet();
  private volatile Turn turn = new Turn();

  /**
   * @param limit how long a call may take, more than zero
   */
  public Watch(Duration limit) {
    this.limit = limit;
  }

  /** What one check does; what was opened in it is of no use once the turn is over. */
  static final class Turn {
    private volatile boolean over;
  }

  /** A call that is under way; none equals another. */
  static final class Call {
    private final Thread thread = Thread.currentThread();
    private final long start = System.nanoTime();
    private final String what;

    private Call(String what) {
      this.what = what;
    }

    /** The function, such as {@code next()}. */
    String what() {
      return what;
    }

    Thread thread() {
      return thread;
    }
  }

  /**
   * A call that takes longer than it may.
   *
   * @param limit what it was given
   */
  record Stuck(Call call, Duration limit) {}

  /** A source whose calls are watched, as are those of its handles. */
  public Source source(Supplier<Source> open) {
    Turn of = turn;
    return new WatchedSource(call(of, "opening a source", open), this, of);
  }

  /** A destination whose calls are watched; it stores cursors if the other does. */
  public Destination destination(Supplier<Destination> open) {
    Turn of = turn;
    Destination opened = call(of, "opening a destination", open);
    return opened instanceof CursorStoringDestination storing
        ? new WatchedCursorStore(storing, this, of)
        : new WatchedDestination(opened, this, of);
  }

  /** Makes a call of what the author of a test gave. */
  public <T> T call(String what, Callable<T> body) throws Exception {
    return make(turn, what, body);
  }

  /**
   * Makes a call of a connector.
   *
   * @throws NullPointerException when it gives null, which no function of the contract does
   */
  <T> T call(Turn of, String what, Supplier<T> body) {
    try {
      return Objects.requireNonNull(make(of, what, body::get), what + " gives null");
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception checked) {
      throw new IllegalStateException("a Supplier throws no checked exception", checked);
    }
  }

  /** Makes a call that gives nothing. */
  void call(Turn of, String what, Runnable body) {
    call(
        of,
        what,
        () -> {
          body.run();
          return Boolean.TRUE;
        });
  }

  private <T> T make(Turn of, String what, Callable<T> body) throws Exception {
    requireCurrent(of);
    Call call = new Call(what);
    running.add(call);
    try {
      return body.call();
    } finally {
      running.remove(call);
      requireCurrent(of);
    }
  }

  private static void requireCurrent(Turn of) {
    if (of.over) {
      throw new GivenUp();
    }
  }

  /** Begins a turn; calls of the one before fail from now on. */
  void next() {
    turn.over = true;
    running.clear();
    turn = new Turn();
  }

  /** A call that takes longer than it may; calls of its function get less time from now on. */
  Optional<Stuck> stuck() {
    for (Call call : running) {
      Duration given = hung.contains(call.what()) ? shortened() : limit;
      if (System.nanoTime() - call.start > given.toNanos()) {
        hung.add(call.what());
        return Optional.of(new Stuck(call, given));
      }
    }
    return Optional.empty();
  }

  private Duration shortened() {
    Duration less = limit.dividedBy(LESS);
    Duration enough = less.compareTo(LEAST) < 0 ? LEAST : less;
    return enough.compareTo(limit) < 0 ? enough : limit;
  }
}

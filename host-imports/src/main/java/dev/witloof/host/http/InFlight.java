package dev.witloof.host.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Places for requests in flight. Who finds none waits, and is served in the order of coming.
 * Thread-safe.
 */
final class InFlight {
  private final int places;
  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * @param places how many may be taken at once
   */
  InFlight(int places) {
    this.places = places;
  }

  /**
   * @return done as soon as there is a place, which {@link #release} gives back; cancelling it in
   *     time gives the turn to the next one
   */
  CompletableFuture<Void> acquire() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    synchronized (this) {
      if (taken == places) {
        waiting.add(turn);
        return turn;
      }
      taken++;
    }
    turn.complete(null);
    return turn;
  }

  /** Gives a place back, to the one that has waited longest. */
  void release() {
    CompletableFuture<Void> next;
    do {
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          taken--;
          return;
        }
      }
    } while (!next.complete(null));
  }

  /** Gives up a turn, or the place if it has come to that. */
  void abandon(CompletableFuture<Void> turn) {
    if (turn.cancel(false)) {
      synchronized (this) {
        waiting.remove(turn);
      }
    } else if (!turn.isCancelled()) {
      release();
    }
  }

  /** Places that are taken at present. */
  synchronized int taken() {
    return taken;
  }
}

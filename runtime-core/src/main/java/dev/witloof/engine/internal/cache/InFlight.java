package dev.witloof.engine.internal.cache;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Work that several threads may want at the same time: one does it, the others wait for what it
 * makes. Nothing is kept once it is done.
 *
 * @param <T> what the work makes; shared by threads
 */
public final class InFlight<T> {
  private final Map<CacheKey, CompletableFuture<T>> running = new ConcurrentHashMap<>();

  /**
   * The result of that work, done by this thread or by one that had begun. A failure is that of all
   * who waited, but for a {@link CancellationException}: then another one does the work.
   */
  public T once(CacheKey key, Supplier<T> work) {
    while (true) {
      CompletableFuture<T> mine = new CompletableFuture<>();
      CompletableFuture<T> other = running.putIfAbsent(key, mine);
      if (other == null) {
        return lead(key, mine, work);
      }
      try {
        return await(other);
      } catch (CancellationException e) {
        // Whoever was at work was cancelled, not this thread.
      }
    }
  }

  private T lead(CacheKey key, CompletableFuture<T> mine, Supplier<T> work) {
    try {
      T result = work.get();
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      // First, so that nobody who tries again finds it.
      running.remove(key, mine);
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, mine);
    }
  }

  private static <T> T await(CompletableFuture<T> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}

package dev.witloof.conformance.internal;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Makes each call in another thread than the one before, and waits for it: one thread at a time, as
 * the contract has it.
 */
public final class Relay implements AutoCloseable {
  /** What an author should do. */
  public static final String REMEDY =
      "What is open is used by one thread at a time, and not always by the same: keep its state in"
          + " fields, not by thread";

  /** Three, so that of two calls by turns neither stays with one thread. */
  private final List<ExecutorService> threads =
      Stream.generate(Executors::newSingleThreadExecutor).limit(3).toList();

  private int next;

  /** What the call gives or throws. */
  public <T> T call(Callable<T> call) throws Exception {
    next = (next + 1) % threads.size();
    try {
      return threads.get(next).submit(call).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) failed.getCause();
    }
  }

  /** The same for a call that gives nothing. */
  public void run(Runnable call) throws Exception {
    call(Executors.callable(call));
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
  }
}

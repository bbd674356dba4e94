package dev.witloof.host.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Goes on when a step of the library is done; its failure is that of the whole. */
final class Then<T> implements FutureCallback<T> {
  private final CompletableFuture<?> whole;
  private final Consumer<T> next;

  Then(CompletableFuture<?> whole, Consumer<T> next) {
    this.whole = whole;
    this.next = next;
  }

  @Override
  public void completed(T result) {
    try {
      next.accept(result);
    } catch (RuntimeException failure) {
      whole.completeExceptionally(failure);
    }
  }

  @Override
  public void failed(Exception failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void cancelled() {
    whole.cancel(false);
  }
}

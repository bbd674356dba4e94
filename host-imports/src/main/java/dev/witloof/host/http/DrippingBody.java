package dev.witloof.host.http;

import dev.witloof.runtime.http.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A body that comes in small parts with pauses before them. Confined to the guest's thread. */
final class DrippingBody implements ResponseBody {
  private final ResponseBody body;
  private final Fault.Drip drip;
  private final ScheduledExecutorService timer;
  private final Runnable wakeup;
  private long nextAt;

  DrippingBody(
      ResponseBody body, Fault.Drip drip, ScheduledExecutorService timer, Runnable wakeup) {
    this.body = body;
    this.drip = drip;
    this.timer = timer;
    this.wakeup = wakeup;
    pause();
  }

  private void pause() {
    nextAt = System.nanoTime() + drip.pause().toNanos();
    if (!drip.pause().isZero()) {
      try {
        timer.schedule(wakeup, drip.pause().toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closed) {
        // Nobody waits for it any longer.
        body.close();
      }
    }
  }

  private boolean isPausing() {
    return System.nanoTime() - nextAt < 0;
  }

  @Override
  public Optional<byte[]> read(int max) throws HttpFailure {
    if (isPausing()) {
      return Optional.of(new byte[0]);
    }
    Optional<byte[]> part = body.read(Math.min(max, drip.bytes()));
    if (part.isPresent() && part.get().length > 0) {
      pause();
    }
    return part;
  }

  @Override
  public boolean readable() {
    return !isPausing() && body.readable();
  }

  @Override
  public List<Fields.Entry> trailers() {
    return body.trailers();
  }

  @Override
  public void close() {
    body.close();
  }
}

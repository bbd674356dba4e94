package dev.witloof.runtime.internal;

import dev.witloof.runtime.PoolEvent;
import dev.witloof.runtime.PoolListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Tells a listener what happens in a pool. What it throws is logged and has no other effect, or the
 * instance at hand would be nobody's. Shared by threads.
 */
record HeardPool(PoolListener listener) implements PoolListener {
  private static final Logger LOG = System.getLogger("witloof.events");

  @Override
  public void on(PoolEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.ERROR,
          "the pool listener failed at "
              + event.getClass().getSimpleName()
              + " of connector "
              + event.connector(),
          failure);
    }
  }
}

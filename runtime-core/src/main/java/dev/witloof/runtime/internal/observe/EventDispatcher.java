package dev.witloof.runtime.internal.observe;

import dev.witloof.runtime.audit.AuditTrail;
import dev.witloof.runtime.audit.AuditUnavailable;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells several listeners, each although another throws. What they throw is logged and ignored, but
 * for an audit trail that cannot be written and must be. Immutable; shared by threads.
 */
public final class EventDispatcher implements ConnectorListener {
  private static final Logger LOG = System.getLogger("witloof.events");

  private final List<ConnectorListener> listeners;

  public EventDispatcher(List<ConnectorListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * @throws AuditUnavailable when an audit trail must be written and cannot be
   */
  @Override
  public void on(ConnectorEvent event) {
    AuditUnavailable unavailable = null;
    for (ConnectorListener listener : listeners) {
      AuditUnavailable failure = tell(listener, event);
      unavailable = unavailable == null ? failure : unavailable;
    }
    if (unavailable != null) {
      throw unavailable;
    }
  }

  private static @Nullable AuditUnavailable tell(ConnectorListener listener, ConnectorEvent event) {
    try {
      listener.on(event);
      return null;
    } catch (AuditUnavailable mustBeWritten) {
      return mustBeWritten;
    } catch (RuntimeException | StackOverflowError failure) {
      // A guest chooses how deep the stack is on which its deeds are told. It must not choose one
      // on
      // which they are not written down.
      if (failure instanceof StackOverflowError noRoom && listener instanceof AuditTrail) {
        throw noRoom;
      }
      LOG.log(
          Level.ERROR,
          "a listener failed at "
              + event.getClass().getSimpleName()
              + " of connector "
              + event.connector().name(),
          failure);
      return null;
    }
  }
}

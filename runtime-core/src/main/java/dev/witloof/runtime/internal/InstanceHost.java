package dev.witloof.runtime.internal;

import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.secret.Redactor;
import java.util.List;

/**
 * The host's side of one component instance.
 *
 * @param state given to its host functions
 * @param events hears what it does, and takes its secrets out of that
 * @param redactor takes its secrets out of texts
 */
public record InstanceHost(List<Object> state, ConnectorListener events, Redactor redactor) {
  public InstanceHost {
    state = List.copyOf(state);
  }

  /** What is to be closed with the instance, in the order of making. */
  List<AutoCloseable> closeable() {
    return state.stream()
        .filter(AutoCloseable.class::isInstance)
        .map(AutoCloseable.class::cast)
        .toList();
  }
}

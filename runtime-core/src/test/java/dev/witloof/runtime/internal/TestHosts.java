package dev.witloof.runtime.internal;

import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.internal.observe.CallObserver;
import dev.witloof.runtime.internal.observe.Observation;
import dev.witloof.runtime.secret.Redactor;
import java.util.List;
import java.util.Optional;

/** The host's side of fake guests. */
final class TestHosts {
  static final ConnectorIdentity FAKE =
      new ConnectorIdentity("fake", Optional.of("1.0.0"), "0".repeat(64));

  private TestHosts() {}

  /** One that hears nothing and has no secrets. */
  static InstanceHost with(Object... state) {
    return new InstanceHost(List.of(state), ConnectorListener.none(), Redactor.none());
  }

  static CallObserver unheard() {
    return Observation.none().calls(FAKE);
  }
}

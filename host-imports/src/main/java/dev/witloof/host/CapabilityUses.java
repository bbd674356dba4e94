package dev.witloof.host;

import dev.witloof.runtime.Capability;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.event.ConnectorEvent;
import java.util.EnumSet;
import java.util.Set;

/** Tells which capabilities one component instance uses, each once. Confined to its thread. */
public final class CapabilityUses {
  private final HostEnvironment environment;
  private final Set<Capability> told = EnumSet.noneOf(Capability.class);

  CapabilityUses(HostEnvironment environment) {
    this.environment = environment;
  }

  /** The guest uses something that a capability is for; nothing is told if it was not granted. */
  public void used(Capability capability) {
    if (environment.granted().contains(capability) && told.add(capability)) {
      environment
          .events()
          .on(new ConnectorEvent.CapabilityUsed(environment.connector(), capability));
    }
  }
}

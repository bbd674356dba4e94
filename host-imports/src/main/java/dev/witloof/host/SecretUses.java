package dev.witloof.host;

import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.event.ConnectorEvent;
import java.util.HashSet;
import java.util.Set;

/** Tells which secrets one component instance was given, each once. Confined to its thread. */
public final class SecretUses {
  private final HostEnvironment environment;
  private final Set<String> told = new HashSet<>();

  SecretUses(HostEnvironment environment) {
    this.environment = environment;
  }

  /** The guest is given the value of an environment variable. */
  public void variable(String name) {
    if (environment.secrets().variables().contains(name)) {
      tell("env", name);
    }
  }

  /** The guest is given the value of a setting. */
  public void setting(String key) {
    if (environment.secrets().settings().contains(key)) {
      tell("config", key);
    }
  }

  private void tell(String kind, String name) {
    if (told.add(kind + "=" + name)) {
      environment.events().on(new ConnectorEvent.SecretUsed(environment.connector(), kind, name));
    }
  }
}

package dev.witloof.component.internal.instance;

import dev.witloof.component.HostFunction;

/** What an imported function is; {@code name} is the import's, for messages. */
sealed interface LinkedFunction {
  String name();

  /** A function of the host. */
  record Host(String name, HostFunction body) implements LinkedFunction {}

  /** A function of another component instance. */
  record Live(String name, ExportedFunction function) implements LinkedFunction {}
}

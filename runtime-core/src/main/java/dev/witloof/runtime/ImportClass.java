package dev.witloof.runtime;

import java.util.Optional;

/** How the runtime treats an interface that a connector imports. */
public sealed interface ImportClass {

  /**
   * Carries authority: provided when the manifest asks for the capability and the operator grants
   * it.
   *
   * @param capability what must be granted
   * @param otherwise what the interface does for a connector that does not ask for the capability,
   *     such as "empty environment"; empty when importing it without the grant is refused
   */
  record Granted(Capability capability, Optional<String> otherwise) implements ImportClass {
    /** Refused unless granted. */
    public Granted(Capability capability) {
      this(capability, Optional.empty());
    }
  }

  /**
   * Carries no authority: provided to every connector unless its manifest is strict.
   *
   * @param why what it does instead, such as "stdin is closed"
   */
  record Inert(String why) implements ImportClass {}

  /**
   * Carries no authority and does nothing alone, but granted interfaces are made of it, such as the
   * streams of {@code wasi:io}: always provided, to strict connectors too.
   */
  record Support() implements ImportClass {}

  /** Not known to the provider asked. */
  record Unknown() implements ImportClass {}
}

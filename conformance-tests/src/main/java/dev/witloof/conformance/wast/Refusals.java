package dev.witloof.conformance.wast;

import dev.witloof.component.InvalidComponent;
import dev.witloof.engine.InvalidModule;
import java.util.Optional;

/** Tells what the runtime refuses on purpose from what it gets wrong. */
final class Refusals {
  private Refusals() {}

  /** The message that names the refused proposal; empty when the failure is another. */
  static Optional<String> proposal(Throwable failure) {
    boolean refused =
        failure instanceof InvalidComponent component
                && component.kind() == InvalidComponent.Kind.UNSUPPORTED
            || failure instanceof InvalidModule module
                && module.kind() == InvalidModule.Kind.UNSUPPORTED;
    return refused ? Optional.of("refused: " + failure.getMessage()) : Optional.empty();
  }
}

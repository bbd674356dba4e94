package dev.witloof.conformance.wast;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.UnlinkableComponent;
import dev.witloof.engine.InvalidModule;
import java.util.List;
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

  /** Whether linking failed for these imports, which nothing was offered for, and for no others. */
  static boolean lacksOnly(List<String> imports, RuntimeException failure) {
    if (failure instanceof UnlinkableComponent component) {
      return component.problems().stream()
          .allMatch(problem -> imports.contains(problem.importName()));
    }
    return failure instanceof InvalidModule module
        && module.kind() == InvalidModule.Kind.UNLINKABLE
        && !imports.isEmpty();
  }
}

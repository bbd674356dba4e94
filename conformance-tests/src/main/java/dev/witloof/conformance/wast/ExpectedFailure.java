package dev.witloof.conformance.wast;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.UnlinkableComponent;
import dev.witloof.conformance.wast.Command.Stage;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.Trap;
import java.util.Optional;

/**
 * A failure that a script demands. Ours counts only when it is of that kind: a module that must be
 * invalid may not be called malformed, and a trap must be the one that the text names.
 */
sealed interface ExpectedFailure {
  /** For messages, after "expected". */
  String description();

  /** Whether ours is of the kind; a proposal that is refused by name is neither right nor wrong. */
  boolean matches(Throwable failure);

  default Outcome judge(Throwable failure) {
    if (matches(failure)) {
      return Outcome.PASSED;
    }
    Optional<String> proposal = Refusals.proposal(failure);
    if (proposal.isPresent()) {
      return new Outcome.Skipped(proposal.get());
    }
    return new Outcome.Failed(
        "expected "
            + description()
            + ", but got "
            + failure.getClass().getSimpleName()
            + kind(failure)
            + ": "
            + failure.getMessage());
  }

  static ExpectedFailure ofStage(Stage stage, String text) {
    return switch (stage) {
      case MALFORMED -> new OfMalformed(text);
      case INVALID -> new OfInvalid(text);
      case UNLINKABLE -> new OfUnlinkable(text);
      case UNINSTANTIABLE -> new OfTrap(text);
    };
  }

  private static String kind(Throwable failure) {
    if (failure instanceof InvalidComponent component) {
      return " " + component.kind();
    } else if (failure instanceof InvalidModule module) {
      return " " + module.kind();
    }
    return failure instanceof Trap trap ? " " + trap.kind() : "";
  }

  record OfMalformed(String text) implements ExpectedFailure {
    @Override
    public String description() {
      return "malformed: " + text;
    }

    @Override
    public boolean matches(Throwable failure) {
      boolean malformed =
          failure instanceof InvalidComponent component
                  && component.kind() == InvalidComponent.Kind.MALFORMED
              || failure instanceof InvalidModule module
                  && module.kind() == InvalidModule.Kind.MALFORMED;
      return malformed && Wordings.MALFORMED.agree(text, failure.getMessage());
    }
  }

  /** The specification's limits are ours, too. */
  record OfInvalid(String text) implements ExpectedFailure {
    @Override
    public String description() {
      return "invalid: " + text;
    }

    @Override
    public boolean matches(Throwable failure) {
      boolean invalid =
          failure instanceof InvalidComponent component
                  && (component.kind() == InvalidComponent.Kind.INVALID
                      || component.kind() == InvalidComponent.Kind.LIMIT)
              || failure instanceof InvalidModule module
                  && (module.kind() == InvalidModule.Kind.INVALID
                      || module.kind() == InvalidModule.Kind.LIMIT);
      return invalid && Wordings.INVALID.agree(text, failure.getMessage());
    }
  }

  record OfUnlinkable(String text) implements ExpectedFailure {
    @Override
    public String description() {
      return "unlinkable: " + text;
    }

    @Override
    public boolean matches(Throwable failure) {
      boolean unlinkable =
          failure instanceof UnlinkableComponent
              || failure instanceof InvalidModule module
                  && module.kind() == InvalidModule.Kind.UNLINKABLE;
      return unlinkable && Wordings.UNLINKABLE.agree(text, failure.getMessage());
    }
  }

  record OfTrap(String text) implements ExpectedFailure {
    /** Guests that call an instance which failed trap; the host is told by an exception. */
    private static final String CANNOT_ENTER = "cannot enter component instance";

    @Override
    public String description() {
      return "trap: " + text;
    }

    @Override
    public boolean matches(Throwable failure) {
      return failure instanceof Trap trap && ExpectedTraps.matches(text, trap)
          || failure instanceof IllegalStateException && text.contains(CANNOT_ENTER);
    }
  }

  record OfExhaustion(String text) implements ExpectedFailure {
    @Override
    public String description() {
      return "exhaustion: " + text;
    }

    @Override
    public boolean matches(Throwable failure) {
      return failure instanceof Trap trap && trap.kind() == Trap.Kind.STACK_OVERFLOW;
    }
  }
}

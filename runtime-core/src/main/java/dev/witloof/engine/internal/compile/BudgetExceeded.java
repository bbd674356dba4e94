package dev.witloof.engine.internal.compile;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;

/** A compilation takes more than its budget allows; the message says what and what to do. */
public final class BudgetExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BudgetExceeded(String message) {
    super(message);
  }

  /** The refusal of the component. */
  public InvalidModule refusal() {
    return new InvalidModule(Kind.LIMIT, getMessage(), this);
  }
}

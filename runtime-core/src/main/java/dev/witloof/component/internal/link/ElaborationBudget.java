package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ComponentBinary;
import dev.witloof.component.internal.binary.ComponentLimits;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Bounds the work of one elaboration: a small component can instantiate nested ones exponentially
 * often.
 */
final class ElaborationBudget {
  private final Set<ComponentBinary> validated = Collections.newSetFromMap(new IdentityHashMap<>());
  private int spent;
  private long typeWork;
  private int depth;

  void spend(int definitions, int offset) {
    spent += definitions;
    if (spent > ComponentLimits.DEFINITIONS) {
      throw new InvalidComponent(
          Kind.LIMIT,
          offset,
          "its instantiations elaborate to more than "
              + ComponentLimits.DEFINITIONS
              + " definitions");
    }
  }

  /** For walks over types: a small component can refer often to a large type. */
  void walk(int nodes, int offset) {
    typeWork += nodes;
    if (typeWork > ComponentLimits.TYPE_WORK) {
      throw new InvalidComponent(
          Kind.LIMIT,
          offset,
          "its functions and instances refer to more than "
              + ComponentLimits.TYPE_WORK
              + " nodes of types");
    }
  }

  /** Runs something that recurses. */
  void nested(int offset, Runnable inner) {
    if (++depth > 2 * ComponentLimits.DEPTH) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "instantiations nest deeper than " + 2 * ComponentLimits.DEPTH);
    }
    inner.run();
    depth--;
  }

  /** True the first time: a component is validated once, however often it is instantiated. */
  boolean needsValidation(ComponentBinary component) {
    return validated.add(component);
  }
}

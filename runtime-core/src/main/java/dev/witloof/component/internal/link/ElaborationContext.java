package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ComponentBinary;
import dev.witloof.component.internal.binary.ComponentLimits;
import dev.witloof.component.internal.plan.ModuleBinary;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.ValidModule;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What all elaborations of one component share: the bounds of their work, for a small component can
 * instantiate nested ones exponentially often, and the results that need not be found twice.
 */
final class ElaborationContext {
  private final Set<ComponentBinary> validated = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<byte[], ModuleBinary> modules = new IdentityHashMap<>();
  private final Function<byte[], ValidModule> validator;
  private int spent;
  private long typeWork;
  private int depth;
  private int declarations;

  /**
   * @param validator of core modules
   */
  ElaborationContext(Function<byte[], ValidModule> validator) {
    this.validator = validator;
  }

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

  /** For walks over types and names: a small component can refer often to a large type. */
  void walk(int nodes, int offset) {
    typeWork += nodes;
    if (typeWork > ComponentLimits.TYPE_WORK) {
      throw new InvalidComponent(
          Kind.LIMIT,
          offset,
          "its definitions refer to more than "
              + ComponentLimits.TYPE_WORK
              + " nodes of types and names");
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

  /** True the first time: a component is validated once, however often it is elaborated. */
  boolean beginsValidation(ComponentBinary component) {
    return validated.add(component);
  }

  boolean isValidated(ComponentBinary component) {
    return validated.contains(component);
  }

  /**
   * A core module; it is validated once, however often it is elaborated.
   *
   * @param offset of the module in the component
   */
  ModuleBinary module(byte[] bytes, int offset) {
    ModuleBinary known = modules.get(bytes);
    if (known != null) {
      return known;
    }
    try {
      ModuleBinary module = new ModuleBinary(validator.apply(bytes));
      declare(module.module().declarations(), offset);
      CoreTypes.requireDistinctImports(module.moduleType().imports(), offset);
      modules.put(bytes, module);
      return module;
    } catch (InvalidModule e) {
      throw new InvalidComponent(
          kind(e), offset + Math.max(0, e.offset()), "core module: " + e.reason());
    }
  }

  private void declare(int more, int offset) {
    declarations += more;
    if (declarations > ComponentLimits.CORE_DECLARATIONS) {
      throw new InvalidComponent(
          Kind.LIMIT,
          offset,
          "its core modules declare more than "
              + ComponentLimits.CORE_DECLARATIONS
              + " types, imports, functions, globals and exports");
    }
  }

  private static Kind kind(InvalidModule fault) {
    return switch (fault.kind()) {
      case MALFORMED -> Kind.MALFORMED;
      case INVALID, UNLINKABLE -> Kind.INVALID;
      case UNSUPPORTED -> Kind.UNSUPPORTED;
      case LIMIT -> Kind.LIMIT;
    };
  }
}

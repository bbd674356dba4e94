package dev.witloof.engine.internal.outline;

import dev.witloof.engine.CoreType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The index spaces of a module that is being cut: what it had, and behind that what cutting adds to
 * it. Indices that were there keep their meaning.
 */
final class Additions {
  /**
   * A new function.
   *
   * @param origin index of the function that it was cut out of in the end
   */
  record NewFunction(int typeIndex, int origin, byte[] body) {}

  private static final int AMBIGUOUS_FROM = 64;
  private static final int AMBIGUOUS_TO = 128;

  /** Functions that a type may have before new ones get another. */
  private static final int MOST_OF_A_TYPE = 1_000;

  /** Parameters that mean nothing; with some more the type would have too many of them. */
  private static final int MOST_PADDING = 50;

  private final MeteredModule module;
  private final List<CoreType.Func> types;
  private final Map<CoreType.Func, Integer> typeIndices = new HashMap<>();
  private final List<NewFunction> functions = new ArrayList<>();
  private final List<CoreType.Val> globals = new ArrayList<>();
  private final Map<CoreType.Func, Integer> functionsOf = new HashMap<>();
  private final Map<CoreType.Val, Integer> carriers = new EnumMap<>(CoreType.Val.class);

  Additions(MeteredModule module) {
    this.module = module;
    this.types = new ArrayList<>(module.types());
    for (int i = 0; i < types.size(); i++) {
      typeIndices.putIfAbsent(types.get(i), i);
    }
    for (int type : module.functionTypes()) {
      functionsOf.merge(types.get(type), 1, Integer::sum);
    }
  }

  CoreType.Func type(int index) {
    return types.get(index);
  }

  CoreType.Func functionType(int function) {
    int had = module.functionTypes().length;
    return type(
        function < had
            ? module.functionTypes()[function]
            : functions.get(function - had).typeIndex());
  }

  /**
   * How many parameters that mean nothing, each an i32, a function of that type shall have besides
   * its own. An indirect call has to choose among all functions of its type, also those that are
   * never called so; so no type gets very many.
   */
  int padding(CoreType.Func type) {
    int padding = 0;
    while (padding < MOST_PADDING
        && functionsOf.getOrDefault(padded(type, padding), 0) >= MOST_OF_A_TYPE) {
      padding++;
    }
    return padding;
  }

  /** The type with so many parameters more. */
  static CoreType.Func padded(CoreType.Func type, int padding) {
    List<CoreType.Val> params = new ArrayList<>(type.params());
    params.addAll(Collections.nCopies(padding, CoreType.Val.I32));
    return new CoreType.Func(params, type.results());
  }

  /** Adds a function; its index. */
  int add(CoreType.Func type, int origin, byte[] body) {
    int typeIndex = typeIndices.computeIfAbsent(type, this::addType);
    functions.add(new NewFunction(typeIndex, origin, body));
    functionsOf.merge(type, 1, Integer::sum);
    return module.functionTypes().length + functions.size() - 1;
  }

  /**
   * The index of a type for a block. Chicory reads such an index as an unsigned number, of which it
   * takes 64 to 127 for value types.
   */
  int blockType(CoreType.Func type) {
    int index = typeIndices.computeIfAbsent(type, this::addType);
    while (index >= AMBIGUOUS_FROM && index < AMBIGUOUS_TO) {
      index = addType(type);
    }
    typeIndices.put(type, index);
    return index;
  }

  private int addType(CoreType.Func type) {
    types.add(type);
    return types.size() - 1;
  }

  /**
   * The global in which an operand of that type that a branch takes along leaves a new function.
   * All functions share it: it is read right behind the call.
   */
  int carrier(CoreType.Val type) {
    return carriers.computeIfAbsent(
        type,
        added -> {
          globals.add(added);
          return module.globalCount() + globals.size() - 1;
        });
  }

  List<NewFunction> functions() {
    return functions;
  }

  /** The types that were added. */
  List<CoreType.Func> newTypes() {
    return types.subList(module.types().size(), types.size());
  }

  /** The types of the globals that were added. */
  List<CoreType.Val> newGlobals() {
    return globals;
  }
}

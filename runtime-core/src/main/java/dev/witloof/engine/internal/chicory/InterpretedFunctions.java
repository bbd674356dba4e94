package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.internal.binary.FunctionNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names the functions that the compiler gave up on. */
final class InterpretedFunctions {
  private InterpretedFunctions() {}

  /** Functions of a module with their names, as far as its name section has them. */
  static List<InterpretedFunction> named(byte[] module, List<Integer> functions) {
    if (functions.isEmpty()) {
      return List.of();
    }
    Map<Integer, String> names = FunctionNames.of(module, Set.copyOf(functions));
    return functions.stream()
        .map(index -> new InterpretedFunction(index, Optional.ofNullable(names.get(index))))
        .toList();
  }
}

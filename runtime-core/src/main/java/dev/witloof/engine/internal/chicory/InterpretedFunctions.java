package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.engine.internal.binary.FunctionNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Names the functions that the compiler gave up on. */
final class InterpretedFunctions {
  private InterpretedFunctions() {}

  /**
   * Functions of a module with their names, as far as its name section has them.
   *
   * @param functions why each of them is interpreted, by index
   */
  static List<InterpretedFunction> named(byte[] module, SortedMap<Integer, Reason> functions) {
    if (functions.isEmpty()) {
      return List.of();
    }
    Map<Integer, String> names = FunctionNames.of(module, functions.keySet());
    return functions.entrySet().stream()
        .map(
            each ->
                new InterpretedFunction(
                    each.getKey(), Optional.ofNullable(names.get(each.getKey())), each.getValue()))
        .toList();
  }
}

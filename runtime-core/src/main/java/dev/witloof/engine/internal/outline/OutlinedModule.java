package dev.witloof.engine.internal.outline;

import dev.witloof.engine.InterpretedFunction.Reason;
import java.util.BitSet;
import java.util.Map;

/**
 * A module whose large functions were cut. Functions that were there keep their indices; what was
 * cut out of them comes behind.
 *
 * @param bytes the module
 * @param importedFunctions how many functions it imports
 * @param codeSizes an estimate of each defined function's JVM code, in bytes
 * @param origins for each defined function the index of the function of the original module whose
 *     code it has
 * @param uncompilable the defined functions, counted without imports, that cannot become methods of
 *     the JVM for another reason than their size, with that reason
 * @param unanalysed the functions of the original module, imports counted, that were not cut as far
 *     as they might be because that took too much
 */
public record OutlinedModule(
    byte[] bytes,
    int importedFunctions,
    int[] codeSizes,
    int[] origins,
    Map<Integer, Reason> uncompilable,
    BitSet unanalysed) {

  /** The index of the function of the original module whose code a defined function has. */
  public int origin(int function) {
    return origins[function - importedFunctions];
  }

  /** Why a defined function does not become a method of the JVM, given that it does not. */
  public Reason reason(int function) {
    Reason bySize = unanalysed.get(origin(function)) ? Reason.ANALYSIS : Reason.SIZE;
    return uncompilable.getOrDefault(function - importedFunctions, bySize);
  }

  /** Whether a function was cut out of another one, which alone calls it. */
  public boolean isPart(int function) {
    return function >= importedFunctions && origin(function) != function;
  }
}

package dev.witloof.engine.internal.outline;

import java.util.BitSet;

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
 *     the JVM for another reason than their size: they still have a block or if with parameters, or
 *     too many operands, or have to do with types of too many values
 */
public record OutlinedModule(
    byte[] bytes, int importedFunctions, int[] codeSizes, int[] origins, BitSet uncompilable) {

  /** The index of the function of the original module whose code a defined function has. */
  public int origin(int function) {
    return origins[function - importedFunctions];
  }

  /** Whether a function was cut out of another one, which alone calls it. */
  public boolean isPart(int function) {
    return function >= importedFunctions && origin(function) != function;
  }
}

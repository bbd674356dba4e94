package dev.witloof.engine.internal.binary;

/**
 * The indices that functions have in the module of one part, where the functions of that part come
 * first. Its imports are filled up to a number that the caller chooses, and behind them the defined
 * functions are rotated.
 *
 * @param imported how many functions the whole module imports
 * @param filled how many functions the part's module imports, at least as many
 * @param defined how many functions it defines
 * @param first which of those, counted from 0, comes first; 0 when it defines none
 */
public record PartIndices(int imported, int filled, int defined, int first) {

  /** The index, in the part's module, of a function of the whole module. */
  public int inPart(int function) {
    return function < imported
        ? function
        : filled + Math.floorMod(function - imported - first, defined);
  }

  /**
   * The index, in the whole module, of a function of the part's module; -1 for what only fills up.
   */
  public int inModule(int function) {
    if (function < filled) {
      return function < imported ? function : -1;
    }
    return imported + (function - filled + first) % defined;
  }
}

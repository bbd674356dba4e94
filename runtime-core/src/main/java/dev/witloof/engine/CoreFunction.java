package dev.witloof.engine;

/**
 * A callable core function. i32 values travel zero- or sign-extended in a long (only the low 32
 * bits count), floats as their raw bits.
 */
public non-sealed interface CoreFunction extends CoreExtern {
  CoreType.Func type();

  /**
   * Calls the function.
   *
   * @throws Trap when the guest traps, stack overflow included
   * @throws LimitExceeded when fuel, deadline or memory budget of the store is spent
   */
  long[] call(long... args);
}

package dev.witloof.engine.internal.validate;

import dev.witloof.engine.internal.binary.ModuleLimits;
import java.util.BitSet;

/**
 * What a module's bodies do that the engine has to know before it rewrites or refuses the module.
 *
 * @param blockTypes indices of the types that blocks use
 * @param tablesRead indices of the tables that {@code table.get} reads
 * @param tablesCalledWithFuncref indices of the tables through which {@code call_indirect} passes a
 *     funcref, as parameter or result
 * @param blocksWithParameters bodies, counted without imports, in which a {@code block} or {@code
 *     if} takes parameters, or a {@code loop} has results and parameters, several results, or
 *     several parameters and an end that is reached
 * @param deepStacks bodies, counted without imports, with more than {@link
 *     ModuleLimits#COMPILED_OPERANDS} at a time
 */
public record BodyUses(
    BitSet blockTypes,
    BitSet tablesRead,
    BitSet tablesCalledWithFuncref,
    BitSet blocksWithParameters,
    BitSet deepStacks) {
  BodyUses() {
    this(new BitSet(), new BitSet(), new BitSet(), new BitSet(), new BitSet());
  }

  /** Bodies that cannot be compiled as they are, however small. */
  public BitSet uncompilable() {
    BitSet either = (BitSet) blocksWithParameters.clone();
    either.or(deepStacks);
    return either;
  }
}

package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.ModuleBodies;
import java.util.Set;

/**
 * A module as the compiler gets it.
 *
 * @param bodies of the metered module
 * @param interpreted functions that shall have no code
 */
record Translatable(ModuleBodies bodies, Set<Integer> interpreted) {}

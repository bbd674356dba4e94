package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.outline.OutlinedModule;

/**
 * A module as the compiler gets it.
 *
 * @param outlined metered and cut
 * @param bodies where its bodies are
 */
record Translatable(OutlinedModule outlined, ModuleBodies bodies) {}

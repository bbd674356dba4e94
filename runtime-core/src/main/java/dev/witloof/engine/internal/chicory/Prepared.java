package dev.witloof.engine.internal.chicory;

/**
 * A module that was compiled here and now.
 *
 * @param loaded what instances of it run
 * @param importedFunctions how many it has
 * @param rewritten its bytes as they were compiled
 * @param code its classes
 */
record Prepared(ModuleCode loaded, int importedFunctions, byte[] rewritten, CompiledCode code) {}

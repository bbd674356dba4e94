package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.binary.DecodedModule.Kind;

/**
 * A module that was compiled here and now.
 *
 * @param module it, ready to run
 * @param rewritten its bytes as they were compiled
 * @param code its classes
 */
record Prepared(ChicoryModule module, byte[] rewritten, CompiledCode code) {
  int importedFunctions() {
    return module.decoded().imported(Kind.FUNCTION);
  }
}

package dev.witloof.engine;

import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.cache.KnownModules;
import dev.witloof.engine.internal.validate.ModuleValidator;

/** What can be done with core modules without an engine. */
public final class CoreModules {
  private CoreModules() {}

  /**
   * Validates a core module, function bodies included, in time linear in its size. Memories that
   * are shared or have 64-bit addresses, and vector types may be declared, though {@link
   * Engine#prepare} refuses such modules; instructions that use them are refused here.
   *
   * @param module is kept and must not be changed afterwards
   * @throws InvalidModule with the byte offset, when the module is malformed, invalid, needs a
   *     refused proposal, or exceeds a structural limit
   */
  public static ValidModule validate(byte[] module) {
    return ModuleValidator.validate(module);
  }

  /**
   * Validates a core module as {@link #validate(byte[])} does, unless the cache knows that these
   * very bytes were found valid before: then function bodies are not looked at.
   *
   * @param module is kept and must not be changed afterwards
   * @throws InvalidModule as {@link #validate(byte[])} does
   * @throws IllegalArgumentException when the cache is not one of {@link CompileCache#at}
   */
  public static ValidModule validate(byte[] module, CompileCache cache) {
    return KnownModules.validate(module, DiskCache.own(cache));
  }
}

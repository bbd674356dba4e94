package dev.witloof.engine.internal.cache;

import dev.witloof.engine.ValidModule;
import dev.witloof.engine.internal.binary.ContentDigest;
import dev.witloof.engine.internal.binary.ModuleDecoder;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.KnownModule;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.util.List;
import java.util.Map;

/**
 * The knowledge which modules are valid: an empty entry for each. A module that has one was found
 * valid, byte for byte, by this version of the validator, and its bodies are not looked at again.
 */
public final class KnownModules {
  /** To validate a smaller module takes less than to ask the cache. */
  private static final int WORTH_ASKING = 16 << 10;

  private KnownModules() {}

  /**
   * Validates a module, unless the cache knows it.
   *
   * @param module is kept and must not be changed afterwards
   * @throws dev.witloof.engine.InvalidModule as {@link ModuleValidator#validate} does
   */
  public static ValidModule validate(byte[] module, DiskCache cache) {
    if (module.length < WORTH_ASKING) {
      return ModuleValidator.validate(module);
    }
    ContentDigest digest = ContentDigest.of(module);
    CacheKey key =
        CacheKey.of(
            CacheKey.Kind.VALID, Map.of("validator", ModuleValidator.VERSION), List.of(digest));
    if (cache.find(key).isPresent()) {
      return new KnownModule(ModuleDecoder.decode(module), digest);
    }
    CheckedModule valid = ModuleValidator.validate(module).with(digest);
    cache.store(key, List.of());
    return valid;
  }
}

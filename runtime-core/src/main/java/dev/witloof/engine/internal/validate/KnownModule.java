package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.internal.binary.ContentDigest;
import dev.witloof.engine.internal.binary.DecodedModule;

/**
 * A decoded module whose very bytes were validated before: its bodies have not been looked at this
 * time.
 *
 * @param decoded its structure, with bytes that nobody else can change
 * @param type its imports and exports
 * @param digest of its bytes
 */
public record KnownModule(DecodedModule decoded, CoreModuleType type, ContentDigest digest)
    implements OwnModule {

  public KnownModule(DecodedModule decoded, ContentDigest digest) {
    this(decoded, decoded.moduleType(), digest);
  }

  /** Validates it after all. */
  @Override
  public CheckedModule checked() {
    return ModuleValidator.validate(decoded);
  }
}

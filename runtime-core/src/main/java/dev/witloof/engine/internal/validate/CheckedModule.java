package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.internal.binary.ContentDigest;
import dev.witloof.engine.internal.binary.DecodedModule;
import java.util.Optional;

/**
 * A decoded module that passed validation.
 *
 * @param decoded its structure, with bytes that nobody else can change
 * @param type its imports and exports
 * @param uses what its bodies do that the engine has to know
 * @param estimate what compiling them will cost
 * @param known the digest of its bytes, if it was computed
 */
public record CheckedModule(
    DecodedModule decoded,
    CoreModuleType type,
    BodyUses uses,
    CodeEstimate estimate,
    Optional<ContentDigest> known)
    implements OwnModule {

  /** The same, for whoever has its digest already. */
  public CheckedModule with(ContentDigest digest) {
    return new CheckedModule(decoded, type, uses, estimate, Optional.of(digest));
  }

  @Override
  public ContentDigest digest() {
    return known.orElseGet(OwnModule.super::digest);
  }

  @Override
  public CheckedModule checked() {
    return this;
  }
}

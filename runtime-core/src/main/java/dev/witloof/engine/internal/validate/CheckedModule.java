package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.internal.binary.DecodedModule;

/**
 * A decoded module that passed validation.
 *
 * @param decoded its structure, with bytes that nobody else can change
 * @param type its imports and exports
 * @param uses what its bodies do that the engine has to know
 * @param estimate what compiling them will cost
 */
public record CheckedModule(
    DecodedModule decoded, CoreModuleType type, BodyUses uses, CodeEstimate estimate)
    implements OwnModule {

  @Override
  public CheckedModule checked() {
    return this;
  }
}

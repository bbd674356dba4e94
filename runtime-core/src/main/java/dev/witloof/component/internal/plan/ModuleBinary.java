package dev.witloof.component.internal.plan;

import dev.witloof.component.ExternValue;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.ValidModule;

/** A core module that has been validated. */
public record ModuleBinary(ValidModule module) implements ExternValue.CoreModule {
  @Override
  public CoreModuleType moduleType() {
    return module.type();
  }
}

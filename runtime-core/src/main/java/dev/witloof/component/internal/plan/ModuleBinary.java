package dev.witloof.component.internal.plan;

import dev.witloof.component.ExternValue;
import dev.witloof.engine.CoreModuleType;

/** A core module's bytes, which nobody changes, and their type. */
public record ModuleBinary(byte[] bytes, CoreModuleType moduleType)
    implements ExternValue.CoreModule {}

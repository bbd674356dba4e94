package dev.witloof.component.internal.instance;

import dev.witloof.component.ExternValue;
import dev.witloof.component.type.ExternType;

/** A type other than a resource that an instance exports. */
record ExportedType(ExternType type) implements ExternValue.Type {}

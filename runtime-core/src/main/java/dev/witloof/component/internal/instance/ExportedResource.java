package dev.witloof.component.internal.instance;

import dev.witloof.component.ExternValue;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;

/** A resource type that an instance exports, with the identity it has outside. */
record ExportedResource(ResourceType identity, Resource resource) implements ExternValue.Type {
  @Override
  public ExternType.Resource type() {
    return new ExternType.Resource(identity);
  }
}

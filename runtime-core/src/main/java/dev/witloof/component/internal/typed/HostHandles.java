package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ResourceType;
import java.util.Optional;

/** On the host's side a handle is the object. */
enum HostHandles implements ConverterPlanner.Handles {
  INSTANCE;

  @Override
  public Optional<Converter> plan(ResourceType resource, Class<?> java) {
    return ResourceClasses.name(java)
        .filter(name -> name.equals(resource.name()))
        .map(name -> Converter.SAME);
  }
}

package dev.witloof.component.internal.instance;

import dev.witloof.component.type.ResourceType;
import java.util.Optional;

/** What the resource types of a plan mean in one instance of it, by their index in the plan. */
final class ResourceTable {
  private final EntryGuard owner;
  private final Resource[] resources;
  private final InTransit inTransit = new InTransit();

  ResourceTable(EntryGuard owner, Resource[] resources) {
    this.owner = owner;
    this.resources = resources;
  }

  Resource get(ResourceType type) {
    return resources[type.index()];
  }

  Resource.Guest guest(ResourceType type) {
    return (Resource.Guest) get(type);
  }

  /** Destructors hold on to the guest's memory. Those of other component instances stay. */
  void forgetDestructors() {
    for (Resource resource : resources) {
      if (resource instanceof Resource.Guest guest && guest.definedBy().guard() == owner) {
        guest.destructor(Optional.empty());
      }
    }
  }

  InTransit inTransit() {
    return inTransit;
  }
}

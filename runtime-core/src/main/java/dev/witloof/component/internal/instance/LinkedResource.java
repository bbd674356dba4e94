package dev.witloof.component.internal.instance;

import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.type.ResourceType;

/** What an imported resource type is. */
sealed interface LinkedResource {
  /** What makes two imported resources the same type. */
  ResourceType identity();

  /** A resource of the host. */
  record Host(ResourceType identity, HostResource<?> definition) implements LinkedResource {}

  /** A resource of another component instance. */
  record Live(ResourceType identity, Resource resource) implements LinkedResource {}
}

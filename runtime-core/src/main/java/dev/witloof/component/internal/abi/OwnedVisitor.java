package dev.witloof.component.internal.abi;

import dev.witloof.component.type.ResourceType;

/**
 * Sees the values of type {@code own} in a larger value, in the order in which they are lowered.
 */
@FunctionalInterface
public interface OwnedVisitor {
  /** {@code value} may be of a wrong class: it is as the host gave it. */
  void owned(ResourceType type, Object value);
}

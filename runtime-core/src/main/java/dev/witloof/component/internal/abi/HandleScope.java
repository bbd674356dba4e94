package dev.witloof.component.internal.abi;

import dev.witloof.component.type.ResourceType;

/** Handles of one call (CanonicalABI.md, {@code lift_own}, {@code lift_borrow} and their kin). */
public interface HandleScope {
  /** Takes the handle out of the table. */
  Object liftOwn(ResourceType type, int handle);

  /** Lends the handle until the call ends. */
  Object liftBorrow(ResourceType type, int handle);

  /**
   * A new owning handle.
   *
   * @throws ValueMismatch when the value is no such resource
   */
  int lowerOwn(ResourceType type, Object value);

  /**
   * A new handle that the callee must drop before it returns, or the representation itself for the
   * instance that defines the resource.
   *
   * @throws ValueMismatch when the value is no such resource
   */
  int lowerBorrow(ResourceType type, Object value);
}

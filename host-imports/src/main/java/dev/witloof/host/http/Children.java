package dev.witloof.host.http;

import dev.witloof.engine.Trap;

/**
 * The child resources that a guest has of another one, which it must drop first (wasi:http/types,
 * "must be dropped before the parent"). Confined to the guest's thread.
 */
final class Children {
  private final String parent;
  private final String child;
  private int alive;

  /**
   * @param parent the name of its resource
   * @param child that of what it has
   */
  Children(String parent, String child) {
    this.parent = parent;
    this.child = child;
  }

  /** The guest has one more. */
  void born() {
    alive++;
  }

  /** The guest has one less, because it dropped it or gave it away. */
  void gone() {
    alive--;
  }

  /**
   * @param what the guest does with the parent, such as "dropped"
   * @throws Trap when there are any
   */
  void requireNone(String what) {
    if (alive > 0) {
      throw new Trap(
          Trap.Kind.HOST,
          "wasi:http: %s %s while its child of type %s is alive; drop that first"
              .formatted(parent, what, child));
    }
  }
}

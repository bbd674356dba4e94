package dev.witloof.component.internal.instance;

import java.util.Optional;

/** An entry of a handle table (CanonicalABI.md, {@code ResourceHandle}). */
final class Handle {
  private final Resource resource;
  private final Object representation;
  private final Optional<CallScope> borrowScope;
  private int lends;

  private Handle(Resource resource, Object representation, Optional<CallScope> borrowScope) {
    this.resource = resource;
    this.representation = representation;
    this.borrowScope = borrowScope;
  }

  static Handle owned(Resource resource, Object representation) {
    return new Handle(resource, representation, Optional.empty());
  }

  static Handle borrowed(Resource resource, Object representation, CallScope scope) {
    return new Handle(resource, representation, Optional.of(scope));
  }

  Resource resource() {
    return resource;
  }

  Object representation() {
    return representation;
  }

  boolean own() {
    return borrowScope.isEmpty();
  }

  /** The call that lent the handle; empty for an owned one. */
  Optional<CallScope> borrowScope() {
    return borrowScope;
  }

  boolean lent() {
    return lends > 0;
  }

  void lend() {
    lends++;
  }

  void giveBack() {
    lends--;
  }
}

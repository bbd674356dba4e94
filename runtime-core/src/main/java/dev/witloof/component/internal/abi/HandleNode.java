package dev.witloof.component.internal.abi;

import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.LiftedBytes;

/** own and borrow. */
final class HandleNode extends ScalarNode {
  private final ResourceType type;
  private final boolean own;

  HandleNode(ResourceType type, boolean own) {
    super(4, LiftedBytes.HANDLE, own);
    this.type = type;
    this.own = own;
  }

  @Override
  void visitOwned(Object value, OwnedVisitor visitor) {
    visitor.owned(type, value);
  }

  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    int handle = (int) bits;
    return own ? cx.handles().liftOwn(type, handle) : cx.handles().liftBorrow(type, handle);
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    int handle = own ? cx.handles().lowerOwn(type, value) : cx.handles().lowerBorrow(type, value);
    return Integer.toUnsignedLong(handle);
  }
}

package dev.witloof.component.internal.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values one after the other: the fields of a record or tuple, the parameters of a function. */
final class Fields {
  private final ValueNode[] nodes;
  private final int[] offsets;
  private final int size;
  private final int alignment;
  private final int flatCount;
  private final long hostBytes;
  private final boolean mayOwn;

  Fields(List<ValueNode> nodes) {
    this.nodes = nodes.toArray(ValueNode[]::new);
    this.offsets = new int[this.nodes.length];
    int end = 0;
    int widest = 1;
    int flat = 0;
    long host = 0;
    boolean owns = false;
    for (int i = 0; i < this.nodes.length; i++) {
      ValueNode node = this.nodes[i];
      offsets[i] = ValueNode.alignTo(end, node.alignment());
      end = Math.addExact(offsets[i], node.size());
      widest = Math.max(widest, node.alignment());
      flat += node.flatCount();
      host += node.hostBytes();
      owns |= node.mayOwn();
    }
    this.size = ValueNode.alignTo(end, widest);
    this.alignment = widest;
    this.flatCount = flat;
    this.hostBytes = host;
    this.mayOwn = owns;
  }

  int count() {
    return nodes.length;
  }

  int size() {
    return size;
  }

  int alignment() {
    return alignment;
  }

  int flatCount() {
    return flatCount;
  }

  long hostBytes() {
    return hostBytes;
  }

  boolean mayOwn() {
    return mayOwn;
  }

  /** See {@link ValueNode#owned}. */
  void owned(@Nullable Object[] values, OwnedVisitor visitor) {
    for (int i = 0; i < nodes.length; i++) {
      nodes[i].owned(values[i], visitor);
    }
  }

  Object[] load(LiftLowerContext cx, long address) {
    Object[] values = new Object[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      values[i] = nodes[i].load(cx, address + offsets[i]);
    }
    return values;
  }

  Object[] liftFlat(LiftLowerContext cx, long[] flat, int at) {
    Object[] values = new Object[nodes.length];
    int next = at;
    for (int i = 0; i < nodes.length; i++) {
      values[i] = nodes[i].liftFlat(cx, flat, next);
      next += nodes[i].flatCount();
    }
    return values;
  }

  /** {@code names} say where a value does not fit. */
  void store(LiftLowerContext cx, Object[] values, long address, List<String> names) {
    for (int i = 0; i < nodes.length; i++) {
      try {
        nodes[i].store(cx, values[i], address + offsets[i]);
      } catch (ValueMismatch mismatch) {
        throw mismatch.in(names.get(i));
      }
    }
  }

  void lowerFlat(LiftLowerContext cx, Object[] values, long[] flat, int at, List<String> names) {
    int next = at;
    for (int i = 0; i < nodes.length; i++) {
      try {
        nodes[i].lowerFlat(cx, values[i], flat, next);
      } catch (ValueMismatch mismatch) {
        throw mismatch.in(names.get(i));
      }
      next += nodes[i].flatCount();
    }
  }
}

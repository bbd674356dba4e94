package dev.witloof.component.internal.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record or a tuple, which differ only in the Java object. */
abstract class AggregateNode extends ValueNode {
  private final Fields fields;
  private final List<String> names;

  AggregateNode(Fields fields, List<String> names, long hostBytes) {
    super(
        fields.size(),
        fields.alignment(),
        fields.flatCount(),
        hostBytes + fields.hostBytes(),
        fields.mayOwn());
    this.fields = fields;
    this.names = names;
  }

  final List<String> names() {
    return names;
  }

  abstract Object make(Object[] values);

  /** The values in the order of the fields, as many as there are fields. */
  abstract Object[] take(Object value);

  /** As {@link #take}, but with null for what the value, of whatever class, does not have. */
  abstract @Nullable Object[] parts(Object value);

  @Override
  final void visitOwned(Object value, OwnedVisitor visitor) {
    fields.owned(parts(value), visitor);
  }

  @Override
  final Object load(LiftLowerContext cx, long address) {
    return make(fields.load(cx, address));
  }

  @Override
  final void store(LiftLowerContext cx, Object value, long address) {
    fields.store(cx, take(value), address, names);
  }

  @Override
  final Object liftFlat(LiftLowerContext cx, long[] flat, int at) {
    return make(fields.liftFlat(cx, flat, at));
  }

  @Override
  final void lowerFlat(LiftLowerContext cx, Object value, long[] flat, int at) {
    fields.lowerFlat(cx, take(value), flat, at, names);
  }
}

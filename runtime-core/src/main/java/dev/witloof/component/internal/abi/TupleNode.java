package dev.witloof.component.internal.abi;

import dev.witloof.engine.LiftedBytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** tuple: a List of fixed length. */
final class TupleNode extends AggregateNode {
  TupleNode(List<ValueNode> nodes) {
    super(
        new Fields(nodes),
        IntStream.range(0, nodes.size()).mapToObj(i -> "element " + i).toList(),
        LiftedBytes.TUPLE + LiftedBytes.SLOT * nodes.size());
  }

  @Override
  Object make(Object[] values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  @Nullable Object[] parts(Object value) {
    Object[] values = value instanceof List<?> list ? list.toArray() : new Object[0];
    return Arrays.copyOf(values, names().size());
  }

  @Override
  Object[] take(Object value) {
    if (!(value instanceof List<?> list)) {
      throw ValueMismatch.expected("tuple (List)", value);
    }
    if (list.size() != names().size()) {
      throw new ValueMismatch(
          "a tuple of " + names().size() + " elements has " + list.size() + " values");
    }
    return list.toArray();
  }
}

package dev.witloof.component.internal.abi;

import dev.witloof.engine.LiftedBytes;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** flags: the set of labels whose bit is one, at most 32. */
final class FlagsNode extends ScalarNode {
  private final List<String> labels;

  FlagsNode(List<String> labels) {
    super(width(labels.size()), LiftedBytes.FLAGS + LiftedBytes.LABEL * labels.size());
    this.labels = labels;
  }

  private static int width(int labels) {
    if (labels <= 8) {
      return 1;
    }
    return labels <= 16 ? 2 : 4;
  }

  /** Bits above the labels are ignored, as the specification says. */
  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    Set<String> set = new LinkedHashSet<>();
    for (int i = 0; i < labels.size(); i++) {
      if ((bits >>> i & 1) != 0) {
        set.add(labels.get(i));
      }
    }
    return Collections.unmodifiableSet(set);
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (!(value instanceof Set<?> set)) {
      throw ValueMismatch.expected("flags (Set of String)", value);
    }
    long bits = 0;
    for (Object label : set) {
      int index = labels.indexOf(label);
      if (index < 0) {
        throw new ValueMismatch("the flags have no label '" + label + "', but " + labels);
      }
      bits |= 1L << index;
    }
    return bits;
  }
}

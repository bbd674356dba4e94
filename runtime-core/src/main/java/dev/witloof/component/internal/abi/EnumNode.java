package dev.witloof.component.internal.abi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** enum: the label as a String; the labels are shared, so that lifting allocates nothing. */
final class EnumNode extends ScalarNode {
  private final List<String> labels;
  private final Map<String, Integer> indices = new HashMap<>();

  EnumNode(List<String> labels) {
    super(Discriminant.width(labels.size()), 0);
    this.labels = labels;
    for (int i = 0; i < labels.size(); i++) {
      indices.put(labels.get(i), i);
    }
  }

  @Override
  Object fromBits(LiftLowerContext cx, long bits) {
    return labels.get(Discriminant.checked(bits, labels.size()));
  }

  @Override
  long toBits(LiftLowerContext cx, Object value) {
    if (!(value instanceof String label)) {
      throw ValueMismatch.expected("an enum label (String)", value);
    }
    Integer index = indices.get(label);
    if (index == null) {
      throw new ValueMismatch("the enum has no label '" + label + "', but " + labels);
    }
    return index;
  }
}

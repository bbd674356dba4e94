package dev.witloof.component.internal.abi;

import dev.witloof.component.value.RecordValue;
import dev.witloof.engine.LiftedBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** record. */
final class RecordNode extends AggregateNode {
  RecordNode(List<String> names, List<ValueNode> nodes) {
    super(new Fields(nodes), names, LiftedBytes.RECORD + LiftedBytes.FIELD * nodes.size());
  }

  @Override
  Object make(Object[] values) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      fields.put(names().get(i), values[i]);
    }
    return new RecordValue(fields);
  }

  @Override
  @Nullable Object[] parts(Object value) {
    @Nullable Object[] values = new Object[names().size()];
    if (value instanceof RecordValue record) {
      for (int i = 0; i < values.length; i++) {
        values[i] = record.fields().get(names().get(i));
      }
    }
    return values;
  }

  @Override
  Object[] take(Object value) {
    if (!(value instanceof RecordValue record)) {
      throw ValueMismatch.expected("record (RecordValue)", value);
    }
    Object[] values = new Object[names().size()];
    for (int i = 0; i < values.length; i++) {
      Object field = record.fields().get(names().get(i));
      if (field == null) {
        throw new ValueMismatch("the record lacks the field '" + names().get(i) + "'");
      }
      values[i] = field;
    }
    if (record.fields().size() != values.length) {
      throw new ValueMismatch(
          "the record has fields " + record.fields().keySet() + ", expected " + names());
    }
    return values;
  }
}

package dev.witloof.component.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** A record: its fields by name, in the order of the type. */
public record RecordValue(Map<String, Object> fields) {
  public RecordValue {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The field's value. */
  public Object get(String field) {
    Object value = fields.get(field);
    if (value == null) {
      throw new NoSuchElementException("record has no field '" + field + "': " + fields.keySet());
    }
    return value;
  }
}

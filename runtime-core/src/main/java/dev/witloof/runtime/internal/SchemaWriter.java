package dev.witloof.runtime.internal;

import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the WIT {@code schema} of a table: types in order, each after those it refers to. */
public final class SchemaWriter {
  private final List<Object> types = new ArrayList<>();
  private final Map<DataType, Long> indices = new LinkedHashMap<>();

  private SchemaWriter() {}

  /** The value of the contract's record {@code schema}; equal types are written once. */
  public static RecordValue write(TableSchema schema) {
    SchemaWriter writer = new SchemaWriter();
    List<Object> fields = writer.fields(schema.fields());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", schema.name());
    values.put("types", writer.types);
    values.put("fields", fields);
    values.put("primary-key", schema.primaryKey());
    return new RecordValue(values);
  }

  private List<Object> fields(List<Field> fields) {
    List<Object> written = new ArrayList<>(fields.size());
    for (Field field : fields) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("name", field.name());
      values.put("data-type", reference(field.type()));
      values.put("nullable", field.nullable());
      written.add(new RecordValue(values));
    }
    return written;
  }

  private long reference(DataType type) {
    Long known = indices.get(type);
    if (known != null) {
      return known;
    }
    VariantValue node = node(type);
    long index = types.size();
    types.add(node);
    indices.put(type, index);
    return index;
  }

  private VariantValue node(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return VariantValue.of("list", reference(list.element()));
    }
    if (type instanceof DataType.Struct struct) {
      return VariantValue.of("struct", fields(struct.fields()));
    }
    return VariantValue.of(type.label());
  }
}

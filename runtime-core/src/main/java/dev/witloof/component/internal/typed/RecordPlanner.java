package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ValueType;
import dev.witloof.component.value.RecordValue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records and tuples as Java records. */
final class RecordPlanner {
  private final ConverterPlanner planner;

  RecordPlanner(ConverterPlanner planner) {
    this.planner = planner;
  }

  Converter record(ValueType.RecordOf type, Class<?> java, String place) {
    if (!java.isRecord()) {
      return planner.fault(type, java, place);
    }
    RecordComponent[] components = java.getRecordComponents();
    List<String> wanted = type.fields().stream().map(ValueType.Named::name).toList();
    if (components.length != wanted.size() || !named(components, wanted)) {
      return planner.fault(
          "%s: record %s must have the components %s, in this order"
              .formatted(place, Names.of(java), wanted.stream().map(Names::camel).toList()));
    }
    List<Converter> converters = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      ValueType.Named field = type.fields().get(i);
      converters.add(
          planner.plan(
              field.type(),
              components[i].getGenericType(),
              place + ", field '" + field.name() + "'"));
    }
    return new Fields(wanted, new RecordForm(java, converters));
  }

  private static boolean named(RecordComponent[] components, List<String> labels) {
    return IntStream.range(0, components.length)
        .allMatch(
            i ->
                Names.isNamed(
                    components[i],
                    components[i].getName(),
                    labels.get(i),
                    Names.camel(labels.get(i))));
  }

  Converter tuple(ValueType.TupleOf type, Class<?> java, String place) {
    if (!java.isRecord() || java.getRecordComponents().length != type.elements().size()) {
      return planner.fault(type, java, place);
    }
    List<Converter> converters = new ArrayList<>();
    int at = 0;
    for (ValueType element : type.elements()) {
      RecordComponent component = java.getRecordComponents()[at];
      converters.add(planner.plan(element, component.getGenericType(), place + ", element " + at));
      at++;
    }
    return Tuples.record(new RecordForm(java, converters));
  }

  private record Fields(List<String> names, RecordForm form) implements Converter {
    @Override
    public @Nullable Object toJava(@Nullable Object value) {
      if (!(value instanceof RecordValue record)) {
        return value;
      }
      @Nullable Object[] values = new Object[names.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = record.get(names.get(i));
      }
      return form.make(values);
    }

    @Override
    public @Nullable Object toWit(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      Map<String, Object> fields = new LinkedHashMap<>(2 * names.size());
      for (int i = 0; i < names.size(); i++) {
        Object part = form.part(value, i);
        if (part != null) {
          fields.put(names.get(i), part);
        }
      }
      return new RecordValue(fields);
    }
  }
}

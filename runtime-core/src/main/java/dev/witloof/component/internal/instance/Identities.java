package dev.witloof.component.internal.instance;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types that one instance exports. A plan's resource types are those of all its instances;
 * outside, each instance's are types of their own, and imported ones are what they were bound to.
 */
final class Identities {
  private final Map<ResourceType, ResourceType> outside = new IdentityHashMap<>();

  /** A type may contain another one often; it is looked at once. */
  private final Map<ValueType, ValueType> values = new IdentityHashMap<>();

  private final Map<ExternType.Func, ExternType.Func> functions = new IdentityHashMap<>();

  void bind(ResourceType planned, ResourceType identity) {
    outside.put(planned, identity);
  }

  ResourceType of(ResourceType planned) {
    return outside.computeIfAbsent(planned, type -> ResourceType.named(type.name()));
  }

  ExternType of(ExternType type) {
    if (type instanceof ExternType.Func func) {
      return of(func);
    } else if (type instanceof ExternType.Instance instance) {
      return new ExternType.Instance(ofAll(instance.exports()));
    } else if (type instanceof ExternType.Component component) {
      return new ExternType.Component(ofAll(component.imports()), ofAll(component.exports()));
    } else if (type instanceof ExternType.TypeEq eq) {
      return new ExternType.TypeEq(of(eq.type()));
    } else if (type instanceof ExternType.Resource resource) {
      return new ExternType.Resource(of(resource.type()));
    } else if (type instanceof ExternType.Declared declared) {
      return new ExternType.Declared(declared.kind(), of(declared.type()));
    }
    return type;
  }

  ExternType.Func of(ExternType.Func type) {
    ExternType.Func known = functions.get(type);
    if (known == null) {
      known = new ExternType.Func(named(type.params()), of(type.result()));
      functions.put(type, known);
    }
    return known;
  }

  private Map<String, ExternType> ofAll(Map<String, ExternType> types) {
    Map<String, ExternType> all = new LinkedHashMap<>();
    types.forEach((name, type) -> all.put(name, of(type)));
    return all;
  }

  private List<ValueType.Named> named(List<ValueType.Named> fields) {
    return fields.stream().map(f -> new ValueType.Named(f.name(), of(f.type()))).toList();
  }

  private Optional<ValueType> of(Optional<ValueType> type) {
    return type.map(this::of);
  }

  private ValueType of(ValueType type) {
    ValueType known = values.get(type);
    if (known == null) {
      known = substituted(type);
      values.put(type, known);
    }
    return known;
  }

  private ValueType substituted(ValueType type) {
    if (type instanceof ValueType.ListOf list) {
      return new ValueType.ListOf(of(list.element()));
    } else if (type instanceof ValueType.RecordOf record) {
      return new ValueType.RecordOf(named(record.fields()));
    } else if (type instanceof ValueType.TupleOf tuple) {
      return new ValueType.TupleOf(tuple.elements().stream().map(this::of).toList());
    } else if (type instanceof ValueType.VariantOf variant) {
      return new ValueType.VariantOf(
          variant.cases().stream()
              .map(c -> new ValueType.Case(c.name(), of(c.payload())))
              .toList());
    } else if (type instanceof ValueType.OptionOf option) {
      return new ValueType.OptionOf(of(option.some()));
    } else if (type instanceof ValueType.ResultOf result) {
      return new ValueType.ResultOf(of(result.ok()), of(result.error()));
    } else if (type instanceof ValueType.Own own) {
      return new ValueType.Own(of(own.resource()));
    } else if (type instanceof ValueType.Borrow borrow) {
      return new ValueType.Borrow(of(borrow.resource()));
    }
    return type;
  }
}

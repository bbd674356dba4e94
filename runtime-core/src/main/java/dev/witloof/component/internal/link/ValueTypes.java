package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ComponentLimits;
import dev.witloof.component.internal.binary.Definition.CaseBinary;
import dev.witloof.component.internal.binary.Definition.NamedBinary;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.binary.Definition.TypeBinary;
import dev.witloof.component.internal.binary.Definition.ValueBinary;
import dev.witloof.component.internal.binary.Definition.ValueRef;
import dev.witloof.component.internal.validate.Labels;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Resolves value types and function types within a scope; one object for each definition. */
final class ValueTypes {
  private final Scope scope;
  private final ElaborationContext context;
  private final int offset;
  private int size = 1;
  private int depth;
  private boolean borrows;
  private final List<Item.Type> parts = new ArrayList<>();

  private ValueTypes(Scope scope, ElaborationContext context, int offset) {
    this.scope = scope;
    this.context = context;
    this.offset = offset;
  }

  static Item.Type.Value value(
      ValueBinary binary, Scope scope, ElaborationContext context, int offset) {
    ValueTypes resolver = new ValueTypes(scope, context, offset);
    ValueType type = resolver.resolve(binary);
    return new Item.Type.Value(
        type,
        resolver.checkedSize(),
        resolver.checkedDepth(),
        resolver.borrows,
        List.copyOf(resolver.parts));
  }

  static Item.Type.Func function(
      TypeBinary.Func binary, Scope scope, ElaborationContext context, int offset) {
    ValueTypes resolver = new ValueTypes(scope, context, offset);
    resolver.checkLabels(binary.params(), NamedBinary::name, "function parameter");
    List<ValueType.Named> params = binary.params().stream().map(resolver::named).toList();
    resolver.borrows = false;
    Optional<ValueType> result = binary.result().map(resolver::reference);
    if (resolver.borrows) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "function result cannot contain a `borrow` type");
    }
    return new Item.Type.Func(
        new ExternType.Func(params, result), resolver.checkedSize(), List.copyOf(resolver.parts));
  }

  private <T> void checkLabels(List<T> entries, Function<T, String> name, String what) {
    if (scope.validates()) {
      Labels.check(entries, name, what, offset);
    }
  }

  private int checkedSize() {
    if (size > ComponentLimits.TYPE_SIZE) {
      throw new InvalidComponent(
          Kind.LIMIT,
          offset,
          "effective type size exceeds the limit of " + ComponentLimits.TYPE_SIZE);
    }
    return size;
  }

  private int checkedDepth() {
    if (depth + 1 > ComponentLimits.TYPE_DEPTH) {
      throw new InvalidComponent(
          Kind.LIMIT,
          offset,
          "type nesting is too deep: it exceeds the limit of " + ComponentLimits.TYPE_DEPTH);
    }
    return depth + 1;
  }

  private ValueType resolve(ValueBinary binary) {
    if (binary instanceof ValueBinary.Prim prim) {
      return prim.type();
    } else if (binary instanceof ValueBinary.Record record) {
      checkLabels(record.fields(), NamedBinary::name, "record field");
      return new ValueType.RecordOf(record.fields().stream().map(this::named).toList());
    } else if (binary instanceof ValueBinary.Variant variant) {
      context.walk(variant.cases().size(), offset);
      checkLabels(variant.cases(), CaseBinary::name, "variant case");
      return new ValueType.VariantOf(
          variant.cases().stream()
              .map(c -> new ValueType.Case(c.name(), c.type().map(this::reference)))
              .toList());
    } else if (binary instanceof ValueBinary.ListOf list) {
      return new ValueType.ListOf(reference(list.element()));
    } else if (binary instanceof ValueBinary.Tuple tuple) {
      return new ValueType.TupleOf(tuple.elements().stream().map(this::reference).toList());
    } else if (binary instanceof ValueBinary.Flags flags) {
      context.walk(flags.labels().size(), offset);
      checkLabels(flags.labels(), label -> label, "flag");
      return new ValueType.FlagsOf(flags.labels());
    } else if (binary instanceof ValueBinary.Enum labels) {
      context.walk(labels.labels().size(), offset);
      checkLabels(labels.labels(), label -> label, "enum tag");
      return new ValueType.EnumOf(labels.labels());
    } else if (binary instanceof ValueBinary.Option option) {
      return new ValueType.OptionOf(reference(option.some()));
    } else if (binary instanceof ValueBinary.Result result) {
      return new ValueType.ResultOf(
          result.ok().map(this::reference), result.error().map(this::reference));
    } else if (binary instanceof ValueBinary.Own own) {
      return new ValueType.Own(resource(own.type()));
    } else {
      borrows = true;
      return new ValueType.Borrow(resource(((ValueBinary.Borrow) binary).type()));
    }
  }

  private ResourceType resource(int index) {
    Item.Type.Resource resource =
        scope.get(Sort.TYPE, index, Item.Type.Resource.class, "a resource type", offset);
    parts.add(resource);
    return resource.type();
  }

  private ValueType.Named named(NamedBinary binary) {
    return new ValueType.Named(binary.name(), reference(binary.type()));
  }

  private ValueType reference(ValueRef binary) {
    context.walk(1, offset);
    if (binary instanceof ValueRef.Prim prim) {
      size++;
      return prim.type();
    }
    Item.Type.Value value =
        scope.get(
            Sort.TYPE,
            ((ValueRef.Index) binary).index(),
            Item.Type.Value.class,
            "a defined type",
            offset);
    // Sizes are below the limit each, so that two cannot overflow before the check.
    size += value.size();
    depth = Math.max(depth, value.depth());
    checkedSize();
    borrows |= value.borrows();
    parts.add(value);
    return value.type();
  }

  /** Whether a type or anything in it fulfils the condition. */
  static boolean contains(ValueType type, Predicate<ValueType> condition) {
    if (condition.test(type)) {
      return true;
    } else if (type instanceof ValueType.ListOf list) {
      return contains(list.element(), condition);
    } else if (type instanceof ValueType.RecordOf record) {
      return record.fields().stream().anyMatch(f -> contains(f.type(), condition));
    } else if (type instanceof ValueType.TupleOf tuple) {
      return tuple.elements().stream().anyMatch(e -> contains(e, condition));
    } else if (type instanceof ValueType.VariantOf variant) {
      return variant.cases().stream().anyMatch(c -> contains(c.payload(), condition));
    } else if (type instanceof ValueType.OptionOf option) {
      return contains(option.some(), condition);
    } else if (type instanceof ValueType.ResultOf result) {
      return contains(result.ok(), condition) || contains(result.error(), condition);
    }
    return false;
  }

  private static boolean contains(Optional<ValueType> type, Predicate<ValueType> condition) {
    return type.isPresent() && contains(type.get(), condition);
  }

  /** Whether a parameter or anything in it fulfils the condition. */
  static boolean anyParam(List<ValueType.Named> params, Predicate<ValueType> condition) {
    return params.stream().anyMatch(p -> contains(p.type(), condition));
  }
}

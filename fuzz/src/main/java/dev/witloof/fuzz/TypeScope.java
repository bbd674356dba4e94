package dev.witloof.fuzz;

import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes value types where they have an index: as declarations of an instance type, which must
 * export every record, variant, enum and flags under a name, or in a component that imports such an
 * instance and takes the named ones from it. Both meet the named ones in the same order.
 */
final class TypeScope {
  private static final int PRIMITIVES = 0x7f;

  private final List<WasmWriter> entries = new ArrayList<>();
  private final boolean declares;
  private final int resource;
  private int next;
  private int names;

  private TypeScope(boolean declares, int resource, int next) {
    this.declares = declares;
    this.resource = resource;
    this.next = next;
  }

  /** Declarations of an instance type; the first exports the host's resource. */
  static TypeScope declarations() {
    TypeScope scope = new TypeScope(true, 0, 1);
    scope.entries.add(new WasmWriter().u8(4).externName(AbiTypes.THING.name()).u8(3, 1));
    return scope;
  }

  /**
   * Definitions of a component.
   *
   * @param resource type index of the host's resource, after which the {@code names} named types
   *     follow
   */
  static TypeScope definitions(int resource, int names) {
    return new TypeScope(false, resource, resource + 1 + names);
  }

  /** How many named types there are. */
  int names() {
    return names;
  }

  static String name(int index) {
    return "t" + index;
  }

  /** The declarations or definitions in order. */
  List<WasmWriter> entries() {
    return entries;
  }

  /** Defines a function type; the index of it. */
  int function(List<WasmWriter> parameters, Optional<WasmWriter> result) {
    WasmWriter type = new WasmWriter().u8(0x40).u32(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      type.name("p" + i).raw(parameters.get(i));
    }
    return define(result.isPresent() ? type.u8(0).raw(result.get()) : type.u8(1, 0));
  }

  /** The type as it is referred to, after what it is made of has been defined. */
  WasmWriter refer(ValueType type) {
    if (type instanceof Primitive primitive) {
      return new WasmWriter().u8(PRIMITIVES - primitive.ordinal());
    } else if (type instanceof ValueType.RecordOf record) {
      WasmWriter fields = new WasmWriter().u8(0x72).u32(record.fields().size());
      record.fields().forEach(field -> fields.name(field.name()).raw(refer(field.type())));
      return index(named(fields));
    } else if (type instanceof ValueType.VariantOf variant) {
      WasmWriter cases = new WasmWriter().u8(0x71).u32(variant.cases().size());
      variant.cases().forEach(one -> cases.name(one.name()).raw(optional(one.payload())).u8(0));
      return index(named(cases));
    } else if (type instanceof ValueType.EnumOf labels) {
      return index(named(labels(0x6d, labels.labels())));
    } else if (type instanceof ValueType.FlagsOf labels) {
      return index(named(labels(0x6e, labels.labels())));
    }
    return index(define(anonymous(type)));
  }

  /** A tuple of types that are referred to already. */
  WasmWriter tuple(List<WasmWriter> elements) {
    return index(define(new WasmWriter().u8(0x6f).vector(elements)));
  }

  private WasmWriter anonymous(ValueType type) {
    if (type instanceof ValueType.ListOf list) {
      return new WasmWriter().u8(0x70).raw(refer(list.element()));
    } else if (type instanceof ValueType.TupleOf tuple) {
      return new WasmWriter().u8(0x6f).vector(tuple.elements().stream().map(this::refer).toList());
    } else if (type instanceof ValueType.OptionOf option) {
      return new WasmWriter().u8(0x6b).raw(refer(option.some()));
    } else if (type instanceof ValueType.ResultOf result) {
      return new WasmWriter().u8(0x6a).raw(optional(result.ok())).raw(optional(result.error()));
    }
    return new WasmWriter().u8(0x69).u32(resource);
  }

  private WasmWriter optional(Optional<ValueType> type) {
    return type.map(some -> new WasmWriter().u8(1).raw(refer(some)))
        .orElseGet(() -> new WasmWriter().u8(0));
  }

  private static WasmWriter labels(int code, List<String> labels) {
    WasmWriter type = new WasmWriter().u8(code).u32(labels.size());
    labels.forEach(type::name);
    return type;
  }

  private static WasmWriter index(int index) {
    return new WasmWriter().signed(index);
  }

  private int define(WasmWriter type) {
    entries.add(declares ? new WasmWriter().u8(1).raw(type) : type);
    return next++;
  }

  private int named(WasmWriter type) {
    int name = names++;
    if (!declares) {
      return resource + 1 + name;
    }
    int defined = define(type);
    entries.add(new WasmWriter().u8(4).externName(name(name)).u8(3, 0).u32(defined));
    return next++;
  }
}

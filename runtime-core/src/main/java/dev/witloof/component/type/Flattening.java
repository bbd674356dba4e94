package dev.witloof.component.type;

import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Core signatures of component functions (CanonicalABI.md, "Flattening"). */
public final class Flattening {
  /** More flat parameters than these travel through memory. */
  public static final int MAX_FLAT_PARAMS = 16;

  /** More flat results than this travel through memory. */
  public static final int MAX_FLAT_RESULTS = 1;

  private static final CoreType.Func POST_RETURN_OF_NOTHING =
      new CoreType.Func(List.of(), List.of());

  private Flattening() {}

  /** The core signature that {@code canon lift} demands of the core function. */
  public static CoreType.Func lifted(ExternType.Func type) {
    List<Val> params = params(type);
    List<Val> results = results(type);
    return new CoreType.Func(
        params.size() > MAX_FLAT_PARAMS ? List.of(Val.I32) : params,
        results.size() > MAX_FLAT_RESULTS ? List.of(Val.I32) : results);
  }

  /** The core signature of the core function that {@code canon lower} defines. */
  public static CoreType.Func lowered(ExternType.Func type) {
    List<Val> params = params(type);
    List<Val> results = results(type);
    List<Val> flat = new ArrayList<>(params.size() > MAX_FLAT_PARAMS ? List.of(Val.I32) : params);
    if (results.size() > MAX_FLAT_RESULTS) {
      flat.add(Val.I32);
      results = List.of();
    }
    return new CoreType.Func(flat, results);
  }

  /** The core signature of the post-return function of a lifted one. */
  public static CoreType.Func postReturn(ExternType.Func type) {
    List<Val> results = lifted(type).results();
    return results.isEmpty() ? POST_RETURN_OF_NOTHING : new CoreType.Func(results, List.of());
  }

  /** Whether the parameters are too many to travel flat. */
  public static boolean paramsSpill(ExternType.Func type) {
    return params(type).size() > MAX_FLAT_PARAMS;
  }

  /** Whether the result is too large to travel flat. */
  public static boolean resultSpills(ExternType.Func type) {
    return results(type).size() > MAX_FLAT_RESULTS;
  }

  private static List<Val> params(ExternType.Func type) {
    List<Val> flat = new ArrayList<>();
    for (ValueType.Named param : type.params()) {
      flatten(param.type(), flat);
    }
    return flat;
  }

  private static List<Val> results(ExternType.Func type) {
    List<Val> flat = new ArrayList<>();
    type.result().ifPresent(result -> flatten(result, flat));
    return flat;
  }

  /** The flat core types of a value. */
  public static List<Val> flatten(ValueType type) {
    List<Val> flat = new ArrayList<>();
    flatten(type, flat);
    return flat;
  }

  private static void flatten(ValueType type, List<Val> flat) {
    if (type instanceof Primitive primitive) {
      primitive(primitive, flat);
    } else if (type instanceof ValueType.ListOf) {
      flat.add(Val.I32);
      flat.add(Val.I32);
    } else if (type instanceof ValueType.RecordOf record) {
      record.fields().forEach(field -> flatten(field.type(), flat));
    } else if (type instanceof ValueType.TupleOf tuple) {
      tuple.elements().forEach(element -> flatten(element, flat));
    } else if (type instanceof ValueType.VariantOf variant) {
      variant(variant.cases().stream().map(ValueType.Case::payload).toList(), flat);
    } else if (type instanceof ValueType.OptionOf option) {
      variant(List.of(Optional.empty(), Optional.of(option.some())), flat);
    } else if (type instanceof ValueType.ResultOf result) {
      variant(List.of(result.ok(), result.error()), flat);
    } else {
      // Enums, flags of up to 32 labels and handles.
      flat.add(Val.I32);
    }
  }

  private static void primitive(Primitive type, List<Val> flat) {
    switch (type) {
      case S64, U64 -> flat.add(Val.I64);
      case F32 -> flat.add(Val.F32);
      case F64 -> flat.add(Val.F64);
      case STRING -> {
        flat.add(Val.I32);
        flat.add(Val.I32);
      }
      default -> flat.add(Val.I32);
    }
  }

  private static void variant(List<Optional<ValueType>> payloads, List<Val> flat) {
    List<Val> joined = new ArrayList<>();
    for (Optional<ValueType> payload : payloads) {
      List<Val> one = payload.map(Flattening::flatten).orElse(List.of());
      for (int i = 0; i < one.size(); i++) {
        if (i < joined.size()) {
          joined.set(i, join(joined.get(i), one.get(i)));
        } else {
          joined.add(one.get(i));
        }
      }
    }
    flat.add(Val.I32);
    flat.addAll(joined);
  }

  /** The core type that can carry either (CanonicalABI.md, {@code join}). */
  public static Val join(Val a, Val b) {
    if (a == b) {
      return a;
    }
    boolean bothNarrow = (a == Val.I32 || a == Val.F32) && (b == Val.I32 || b == Val.F32);
    return bothNarrow ? Val.I32 : Val.I64;
  }
}

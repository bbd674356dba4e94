package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides whether a Java type can stand for one of WIT, and how. The table is in {@code
 * dev.witloof.component.typed}.
 */
final class ConverterPlanner {
  private final WitText names;
  private final Handles handles;
  private final Consumer<String> faults;

  /** What handles are on this side of the border. */
  interface Handles {
    /** Empty when the class cannot stand for the resource. */
    Optional<Converter> plan(ResourceType resource, Class<?> java);
  }

  /**
   * @param faults gets a sentence for each place that does not fit
   */
  ConverterPlanner(WitText names, Handles handles, Consumer<String> faults) {
    this.names = names;
    this.handles = handles;
    this.faults = faults;
  }

  /**
   * A converter; one that is of no use when a fault was found.
   *
   * @param place for messages, such as {@code parameter 'n'}
   */
  Converter plan(ValueType type, Type java, String place) {
    Class<?> raw = raw(java);
    if (raw == Object.class) {
      return Converter.SAME;
    } else if (type instanceof ValueType.Primitive primitive) {
      return Scalars.plan(primitive, MethodType.methodType(raw).unwrap().returnType())
          .orElseGet(() -> fault(type, java, place));
    } else if (type instanceof ValueType.ListOf list) {
      return list(list, java, raw, place);
    } else if (type instanceof ValueType.RecordOf record) {
      return raw == RecordValue.class
          ? Converter.SAME
          : new RecordPlanner(this).record(record, raw, place);
    } else if (type instanceof ValueType.TupleOf tuple) {
      return tuple(tuple, java, raw, place);
    } else if (type instanceof ValueType.VariantOf variant) {
      return raw == VariantValue.class ? Converter.SAME : cases(type, variant.cases(), raw, place);
    } else if (type instanceof ValueType.EnumOf labels) {
      return raw == String.class ? Converter.SAME : labels(type, labels.labels(), raw, place);
    } else if (type instanceof ValueType.FlagsOf flags) {
      return flags(flags, java, raw, place);
    } else if (type instanceof ValueType.OptionOf option) {
      return raw == Optional.class
          ? option(plan(option.some(), argument(java), place + ", some"))
          : fault(type, java, place);
    } else if (type instanceof ValueType.ResultOf result) {
      List<ValueType.Case> cases =
          List.of(new ValueType.Case("ok", result.ok()), new ValueType.Case("err", result.error()));
      return raw == ResultValue.class ? Converter.SAME : cases(type, cases, raw, place);
    }
    ResourceType resource =
        type instanceof ValueType.Own own ? own.resource() : ((ValueType.Borrow) type).resource();
    return handles.plan(resource, raw).orElseGet(() -> fault(type, java, place));
  }

  /** Says that the types do not fit. */
  Converter fault(ValueType type, Type java, String place) {
    return fault(
        "%s: %s is %s in Java, not %s"
            .formatted(place, names.of(type), JavaText.brief(names, type), Names.of(java)));
  }

  Converter fault(String sentence) {
    faults.accept(sentence);
    return Converter.SAME;
  }

  private Converter list(ValueType.ListOf list, Type java, Class<?> raw, String place) {
    String each = place + ", each element";
    if (raw == List.class) {
      ValueType element = list.element();
      if (element == ValueType.Primitive.U8 && argument(java) != Object.class) {
        return fault(list, java, place);
      }
      return Sequences.list(plan(element, argument(java), each));
    } else if (raw == byte[].class && list.element() == ValueType.Primitive.U8) {
      return Converter.SAME;
    } else if (raw.isArray()
        && raw.componentType().isPrimitive()
        && list.element() != ValueType.Primitive.U8) {
      return Sequences.array(raw.componentType(), plan(list.element(), raw.componentType(), each));
    }
    return fault(list, java, place);
  }

  private Converter tuple(ValueType.TupleOf tuple, Type java, Class<?> raw, String place) {
    List<ValueType> elements = tuple.elements();
    if (raw == List.class && argument(java) == Object.class) {
      return Converter.SAME;
    } else if (raw == Map.Entry.class && elements.size() == 2) {
      Converter key = plan(elements.get(0), argument(java, 0), place + ", key");
      Converter value = plan(elements.get(1), argument(java, 1), place + ", value");
      return Tuples.entry(key, value);
    }
    return new RecordPlanner(this).tuple(tuple, raw, place);
  }

  private Converter cases(ValueType type, List<ValueType.Case> cases, Class<?> raw, String place) {
    if (raw.isSealed()) {
      return new CasePlanner(this).sealed(type, cases, raw, place);
    } else if (raw.isEnum()
        && type instanceof ValueType.VariantOf
        && cases.stream().allMatch(one -> one.payload().isEmpty())) {
      return new CasePlanner(this)
          .constants(cases.stream().map(ValueType.Case::name).toList(), raw, place)
          .asVariant();
    }
    return fault(type, raw, place);
  }

  private Converter labels(ValueType type, List<String> labels, Class<?> raw, String place) {
    return raw.isEnum()
        ? new CasePlanner(this).constants(labels, raw, place).asLabel()
        : fault(type, raw, place);
  }

  private Converter flags(ValueType.FlagsOf flags, Type java, Class<?> raw, String place) {
    if (raw == Set.class || raw == EnumSet.class) {
      Class<?> element = raw(argument(java));
      if (raw == Set.class && (element == String.class || element == Object.class)) {
        return Converter.SAME;
      } else if (element.isEnum()) {
        return new CasePlanner(this).constants(flags.labels(), element, place).asFlags();
      }
    }
    return fault(flags, java, place);
  }

  private static Converter option(Converter some) {
    return some == Converter.SAME
        ? Converter.SAME
        : Converter.of(
            Optional.class,
            value -> ((Optional<?>) value).map(some::toJava),
            Optional.class,
            value -> ((Optional<?>) value).map(some::toWit));
  }

  private static Type argument(Type java) {
    return argument(java, 0);
  }

  /** What a generic type is of; Object when it is not said. */
  private static Type argument(Type java, int index) {
    return java instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  /** The class of a type; of a type variable {@code void}, which stands for nothing. */
  static Class<?> raw(Type java) {
    if (java instanceof Class<?> type) {
      return type;
    } else if (java instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    return java instanceof WildcardType wildcard ? raw(wildcard.getUpperBounds()[0]) : void.class;
  }
}

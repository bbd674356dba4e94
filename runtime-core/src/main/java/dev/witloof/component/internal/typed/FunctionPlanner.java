package dev.witloof.component.internal.typed;

import dev.witloof.component.internal.typed.ConverterPlanner.Handles;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.typed.WitError;
import dev.witloof.component.typed.WitFailure;
import dev.witloof.component.value.ResultValue;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares a function of WIT with a Java signature; collects what does not fit. */
final class FunctionPlanner {
  private final WitText names;
  private final boolean caller;
  private final List<String> faults = new ArrayList<>();
  private final ConverterPlanner values;

  /**
   * @param caller whether Java calls: then it must hear of errors
   */
  FunctionPlanner(WitText names, Handles handles, boolean caller) {
    this.names = names;
    this.caller = caller;
    this.values = new ConverterPlanner(names, handles, faults::add);
  }

  List<String> faults() {
    return faults;
  }

  /**
   * @param self whether the object that a method is called on stands for its first parameter
   */
  FunctionPlan plan(ExternType.Func function, Signature java, boolean self) {
    List<ValueType.Named> parameters =
        self ? function.params().subList(1, function.params().size()) : function.params();
    List<Converter> converters = new ArrayList<>();
    if (parameters.size() != java.parameters().size()) {
      faults.add(
          "WIT has %d parameters%s, Java has %d"
              .formatted(parameters.size(), self ? " beside self" : "", java.parameters().size()));
    } else {
      for (int i = 0; i < parameters.size(); i++) {
        ValueType.Named parameter = parameters.get(i);
        converters.add(
            values.plan(
                parameter.type(),
                java.parameters().get(i),
                "parameter '" + parameter.name() + "'"));
      }
    }
    return result(function, java, converters);
  }

  private FunctionPlan result(
      ExternType.Func function, Signature java, List<Converter> parameters) {
    Class<?> raw = ConverterPlanner.raw(java.result());
    boolean unwraps =
        function.result().orElse(null) instanceof ValueType.ResultOf
            && raw != ResultValue.class
            && raw != Object.class;
    Optional<ValueType> type =
        unwraps ? ((ValueType.ResultOf) function.result().orElseThrow()).ok() : function.result();
    Optional<Converter> result = Optional.empty();
    if (type.isEmpty() && raw != void.class) {
      faults.add("result: WIT has none, Java has " + Names.of(java.result()));
    } else if (type.isPresent() && raw == void.class) {
      faults.add("result: WIT has %s, Java has none".formatted(names.of(type.get())));
    } else {
      result = type.map(one -> values.plan(one, java.result(), "result"));
    }
    Optional<ValueType.ResultOf> fallible =
        unwraps ? function.result().map(ValueType.ResultOf.class::cast) : Optional.empty();
    return new FunctionPlan(List.copyOf(parameters), result, unwraps, error(fallible, java));
  }

  private Optional<ErrorForm> error(Optional<ValueType.ResultOf> result, Signature java) {
    List<Class<?>> thrown =
        Arrays.stream(java.executable().getExceptionTypes())
            .filter(type -> isError(type) || isChecked(type))
            .toList();
    if (result.isEmpty()) {
      thrown.forEach(
          type ->
              faults.add(
                  "%s: the function has no result type for it to be the error of"
                      .formatted(Names.of(type))));
      return Optional.empty();
    }
    if (thrown.size() > 1 || (caller && thrown.isEmpty())) {
      faults.add(
          "one exception must stand for the error of the result, Java declares "
              + (thrown.isEmpty() ? "none" : thrown.size()));
      return Optional.empty();
    }
    return thrown.isEmpty() ? Optional.empty() : error(result.get().error(), thrown.get(0));
  }

  private Optional<ErrorForm> error(Optional<ValueType> payload, Class<?> thrown) {
    Class<? extends Throwable> type = thrown.asSubclass(Throwable.class);
    if (payload.isEmpty()) {
      if (type != WitFailure.class) {
        faults.add("the error has no payload: WitFailure stands for it, not " + Names.of(type));
      }
      return Optional.of(new ErrorForm(type, Optional.empty(), Optional.empty()));
    }
    Optional<Type> carried = carried(type);
    if (carried.isEmpty()) {
      faults.add(
          "%s does not implement WitError<%s>"
              .formatted(Names.of(type), JavaText.brief(names, payload.get())));
      return Optional.empty();
    }
    Converter converter = values.plan(payload.get(), carried.get(), "error");
    Class<?> raw = ConverterPlanner.raw(carried.get());
    Optional<MethodHandle> constructor =
        caller ? ErrorForm.constructor(type, raw) : Optional.empty();
    if (caller && constructor.isEmpty()) {
      faults.add(
          "%s has no constructor that takes the error, a %s"
              .formatted(Names.of(type), Names.of(raw)));
    }
    return Optional.of(new ErrorForm(type, Optional.of(converter), constructor));
  }

  private static boolean isError(Class<?> type) {
    return type == WitFailure.class || WitError.class.isAssignableFrom(type);
  }

  private static boolean isChecked(Class<?> type) {
    return !RuntimeException.class.isAssignableFrom(type) && !Error.class.isAssignableFrom(type);
  }

  /** What the class, or one above it, implements {@link WitError} of. */
  private static Optional<Type> carried(Class<?> exception) {
    for (Class<?> type = exception; type != null; type = type.getSuperclass()) {
      for (Type implemented : type.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType generic
            && generic.getRawType() == WitError.class) {
          return Optional.of(generic.getActualTypeArguments()[0]);
        }
      }
    }
    return Optional.empty();
  }
}

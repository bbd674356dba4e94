package dev.witloof.component.internal.typed;

import dev.witloof.component.value.ResultValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a function cross between WIT and a Java signature. Immutable.
 *
 * @param result of the value, within the result if the function has one that Java sees as a return
 *     value or an exception
 * @param unwraps whether it is so
 */
record FunctionPlan(
    List<Converter> parameters,
    Optional<Converter> result,
    boolean unwraps,
    Optional<ErrorForm> error) {

  /** What a host's method returned. */
  @Nullable Object answer(@Nullable Object returned) {
    Object value = result.map(converter -> converter.toWit(returned)).orElse(null);
    return unwraps ? new ResultValue.Ok(Optional.ofNullable(value)) : value;
  }

  /** What a guest's function answered, unless that is an error of an unwrapped result. */
  @Nullable Object returned(@Nullable Object answer) {
    Object value =
        unwraps && answer instanceof ResultValue.Ok ok ? ok.value().orElse(null) : answer;
    return result.map(converter -> converter.toJava(value)).orElse(null);
  }
}

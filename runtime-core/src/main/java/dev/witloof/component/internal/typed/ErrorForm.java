package dev.witloof.component.internal.typed;

import dev.witloof.component.typed.WitError;
import dev.witloof.component.typed.WitFailure;
import dev.witloof.component.value.ResultValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Optional;

/**
 * The exception that stands for the error of a result.
 *
 * @param payload converts the payload, if the error has one
 * @param constructor makes the exception of the payload, where Java calls
 */
record ErrorForm(
    Class<? extends Throwable> type,
    Optional<Converter> payload,
    Optional<MethodHandle> constructor) {

  boolean stands(Throwable thrown) {
    return type.isInstance(thrown);
  }

  /** The answer to a guest. */
  ResultValue.Err answer(Throwable thrown) {
    return new ResultValue.Err(
        payload.flatMap(
            converter -> Optional.ofNullable(converter.toWit(((WitError<?>) thrown).error()))));
  }

  /**
   * The exception for a guest's error.
   *
   * @param function for messages
   */
  Throwable exception(String function, ResultValue.Err error) {
    if (payload.isEmpty()) {
      return new WitFailure(function + " answered with an error");
    }
    Object content = payload.get().toJava(error.error().orElseThrow());
    try {
      return (Throwable) constructor.orElseThrow().invokeExact(content);
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** The constructor that takes the payload and nothing else. */
  static Optional<MethodHandle> constructor(Class<?> type, Class<?> payload) {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(one -> Arrays.equals(one.getParameterTypes(), new Class<?>[] {payload}))
        .findFirst()
        .map(
            one -> {
              try {
                return Access.to(type)
                    .unreflectConstructor(one)
                    .asType(MethodType.methodType(Throwable.class, Object.class));
              } catch (IllegalAccessException e) {
                throw Access.denied(type, e);
              }
            });
  }
}

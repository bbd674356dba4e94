package dev.witloof.component.value;

import java.util.Optional;

/** A result: ok or error, each with a payload unless the type has none ({@code _}). */
public sealed interface ResultValue {
  record Ok(Optional<Object> value) implements ResultValue {}

  record Err(Optional<Object> error) implements ResultValue {}

  static ResultValue ok() {
    return new Ok(Optional.empty());
  }

  static ResultValue ok(Object value) {
    return new Ok(Optional.of(value));
  }

  static ResultValue err() {
    return new Err(Optional.empty());
  }

  static ResultValue err(Object error) {
    return new Err(Optional.of(error));
  }
}

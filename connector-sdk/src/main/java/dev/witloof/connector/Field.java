package dev.witloof.connector;

import java.util.Objects;

/**
 * A named, typed column or struct member.
 *
 * @param name never empty; unique among its siblings, case matters
 * @param type the type of each value that is not null
 * @param nullable whether values may be null; a batch with a null where this is false is refused
 */
public record Field(String name, DataType type, boolean nullable) {
  /**
   * @throws IllegalArgumentException when the name is empty
   */
  public Field {
    Objects.requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name, but it is empty");
    }
  }
}

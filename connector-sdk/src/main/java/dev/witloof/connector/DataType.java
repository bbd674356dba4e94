package dev.witloof.connector;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The type of a column, struct member or list element: {@code data-type} of {@code
 * witloof:connector/types}. Immutable. {@link ArrowSchemas} says how each travels in Arrow.
 */
public sealed interface DataType {

  /**
   * The name of the case of {@code data-type}, such as {@code timestamp-millis}; {@code list} and
   * {@code struct} without what they are made of.
   */
  String label();

  /** True or false. */
  record Bool() implements DataType {
    @Override
    public String label() {
      return "boolean";
    }
  }

  /** A signed integer of 32 bits. */
  record Int32() implements DataType {
    @Override
    public String label() {
      return "int32";
    }
  }

  /** A signed integer of 64 bits. */
  record Int64() implements DataType {
    @Override
    public String label() {
      return "int64";
    }
  }

  /** An IEEE 754 double; NaN and the infinities are values like others. */
  record Float64() implements DataType {
    @Override
    public String label() {
      return "float64";
    }
  }

  /** Unicode text of any length, in well-formed UTF-8. */
  record Text() implements DataType {
    @Override
    public String label() {
      return "string";
    }
  }

  /** Bytes of any length. */
  record Bytes() implements DataType {
    @Override
    public String label() {
      return "bytes";
    }
  }

  /** An instant in milliseconds since 1970-01-01T00:00:00Z; negative before. */
  record TimestampMillis() implements DataType {
    @Override
    public String label() {
      return "timestamp-millis";
    }
  }

  /**
   * A list of any length, zero included.
   *
   * @param element the type of the elements, which are always nullable
   */
  record ListOf(DataType element) implements DataType {
    @Override
    public String label() {
      return "list";
    }

    public ListOf {
      Objects.requireNonNull(element, "element");
    }
  }

  /**
   * A fixed sequence of members.
   *
   * @param fields at least one; names are unique
   */
  record Struct(List<Field> fields) implements DataType {
    @Override
    public String label() {
      return "struct";
    }

    /**
     * @throws IllegalArgumentException when there are no members or two share a name
     */
    public Struct {
      fields = List.copyOf(fields);
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("a struct needs at least one member");
      }
      Set<String> names = new HashSet<>();
      for (Field field : fields) {
        if (!names.add(field.name())) {
          throw new IllegalArgumentException(
              "a struct has two members named '%s'".formatted(field.name()));
        }
      }
    }
  }

  /**
   * JSON text that is typed later, if ever. Well-formed UTF-8; whether it is JSON is not checked.
   */
  record Json() implements DataType {
    @Override
    public String label() {
      return "json";
    }
  }
}

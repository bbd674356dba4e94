package dev.witloof.component.type;

import dev.witloof.engine.CoreModuleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a component-level import or export. */
public sealed interface ExternType {

  record Func(List<ValueType.Named> params, Optional<ValueType> result) implements ExternType {
    public Func {
      params = List.copyOf(params);
    }
  }

  /** Exports by name, in order. */
  record Instance(Map<String, ExternType> exports) implements ExternType {}

  record Component(Map<String, ExternType> imports, Map<String, ExternType> exports)
      implements ExternType {}

  record CoreModule(CoreModuleType type) implements ExternType {}

  /** A type bound by equality to a value type. */
  record TypeEq(ValueType type) implements ExternType {}

  /** A resource type: fresh where imported with {@code sub resource}, else the given one. */
  record Resource(ResourceType type) implements ExternType {}

  /**
   * A declared function, instance or component type; it has no run-time form.
   *
   * @param kind what it declares, for messages
   * @param type what it declares
   */
  record Declared(String kind, ExternType type) implements ExternType {}
}

package dev.witloof.component.internal.link;

import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.type.ValueType;

/** Which items carry resource types. */
final class Resources {
  private Resources() {}

  /** Whether a type refers to a resource type; schemes bind those they declare themselves. */
  static boolean mentions(Item item) {
    if (item instanceof Item.Type.Value value) {
      return ValueTypes.contains(value.type(), Resources::isHandle);
    } else if (item instanceof Item.Type.Func func) {
      return ValueTypes.contains(func.type(), Resources::isHandle);
    }
    return item instanceof Item.Type.Resource;
  }

  static boolean isHandle(ValueType type) {
    return type instanceof ValueType.Own || type instanceof ValueType.Borrow;
  }

  /** The core sorts whose items are {@link Item.Core}. */
  static boolean isCoreExtern(Sort sort) {
    return switch (sort) {
      case CORE_FUNC, CORE_TABLE, CORE_MEMORY, CORE_GLOBAL -> true;
      default -> false;
    };
  }
}

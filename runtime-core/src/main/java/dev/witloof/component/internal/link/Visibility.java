package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.type.ValueType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which types of a component or component type have a name outside: what it imports and exports may
 * refer to no other record, variant, enum, flags or resource (Explainer.md, "External Visibility of
 * Types"). An imported type may be used by exports too, not the other way round.
 */
final class Visibility {
  private final ElaborationContext context;
  private final Set<Item.Type> imported = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Item.Type> exported = Collections.newSetFromMap(new IdentityHashMap<>());

  Visibility(ElaborationContext context) {
    this.context = context;
  }

  /**
   * Checks a type that an import is bound to: one that is known by the name of an export cannot be
   * there before the component.
   */
  void requireImportable(String name, Item type, int offset) {
    if (exported.contains(type) && !imported.contains(type)) {
      throw notVisible(name, type, "import", offset);
    }
  }

  void admitImport(String name, Item item, int offset) {
    if (!admit(item, imported, offset)) {
      throw notVisible(name, item, "import", offset);
    }
  }

  void admitExport(String name, Item item, int offset) {
    if (!admit(item, exported, offset)) {
      throw notVisible(name, item, "export", offset);
    }
  }

  private static InvalidComponent notVisible(String name, Item item, String use, int offset) {
    String sort =
        item instanceof Item.Func ? "func" : item instanceof Item.Type ? "type" : "instance";
    return new InvalidComponent(
        Kind.INVALID,
        offset,
        "%s not valid to be used as %s: '%s' refers to a type that is not %sed by name before it"
            .formatted(sort, use, name, use));
  }

  /** Checks what the item refers to and gives it, if it is a type, its name. */
  private boolean admit(Item item, Set<Item.Type> named, int offset) {
    context.walk(1, offset);
    if (item instanceof Item.Func func) {
      return allNamed(func.declared().parts(), named, offset);
    } else if (item instanceof Item.Instance instance) {
      return instance.exports().values().stream().allMatch(e -> admit(e, named, offset));
    } else if (item instanceof Item.Type type) {
      boolean valid = hasNamedParts(type, named, offset);
      exported.add(type);
      named.add(type);
      return valid;
    }
    return true;
  }

  private boolean hasNamedParts(Item.Type type, Set<Item.Type> named, int offset) {
    if (type instanceof Item.Type.Value value) {
      return allNamed(value.parts(), named, offset);
    } else if (type instanceof Item.Type.Func func) {
      return allNamed(func.parts(), named, offset);
    } else if (type instanceof Item.Type.Scheme scheme && !scheme.component()) {
      // What the instance type exports has a name within it.
      Set<Item.Type> within = Collections.newSetFromMap(new IdentityHashMap<>());
      within.addAll(named);
      context.walk(within.size(), offset);
      return scheme.exports().values().stream().allMatch(e -> admitWithin(e, within, offset));
    }
    // A resource has no parts; a component type was checked where it was defined.
    return true;
  }

  private boolean admitWithin(Item item, Set<Item.Type> within, int offset) {
    context.walk(1, offset);
    if (item instanceof Item.Func func) {
      return allNamed(func.declared().parts(), within, offset);
    } else if (item instanceof Item.Instance instance) {
      return instance.exports().values().stream().allMatch(e -> admitWithin(e, within, offset));
    } else if (item instanceof Item.Type type) {
      return hasNamedParts(type, within, offset) && within.add(type);
    }
    return true;
  }

  private boolean allNamed(List<Item.Type> parts, Set<Item.Type> named, int offset) {
    context.walk(parts.size(), offset);
    for (Item.Type part : parts) {
      boolean fine = needsName(part) ? named.contains(part) : hasNamedParts(part, named, offset);
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  private static boolean needsName(Item.Type type) {
    if (type instanceof Item.Type.Value value) {
      return value.type() instanceof ValueType.RecordOf
          || value.type() instanceof ValueType.VariantOf
          || value.type() instanceof ValueType.EnumOf
          || value.type() instanceof ValueType.FlagsOf;
    }
    return type instanceof Item.Type.Resource;
  }
}

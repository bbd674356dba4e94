package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ExternNameBinary;
import dev.witloof.component.internal.validate.ExternName;
import dev.witloof.component.internal.validate.NameAttributes;
import dev.witloof.component.internal.validate.NameSyntaxException;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the imports, or of the exports, of one scope (Explainer.md, "Import and Export
 * Definitions"): each well formed and strongly unique, its attributes right, and those that are
 * annotated as constructor, method or static function of a resource on a function of that form.
 */
final class ExternNames {
  private final String direction;
  private final boolean imports;
  private final boolean bag;
  private final Map<String, String> taken = new HashMap<>();
  private final Set<String> resources = new HashSet<>();
  private final Map<Item.Type.Resource, String> resourceNames = new IdentityHashMap<>();

  private ExternNames(boolean imports, boolean bag) {
    this.direction = imports ? "import" : "export";
    this.imports = imports;
    this.bag = bag;
  }

  static ExternNames ofImports() {
    return new ExternNames(true, false);
  }

  static ExternNames ofExports() {
    return new ExternNames(false, false);
  }

  /** Inline exports: a resource has no name among them. */
  static ExternNames ofInlineExports() {
    return new ExternNames(false, true);
  }

  void claim(ExternNameBinary binary, Item item, int offset) {
    String name = binary.name();
    ExternName parsed = parse(name, offset);
    if (parsed instanceof ExternName.Dependency && !imports) {
      throw invalid(offset, "name `%s` is not a valid export name".formatted(name));
    }
    checkAttributes(parsed, binary, item instanceof Item.Instance, offset);
    checkAnnotation(parsed, name, item, offset);
    String previous = taken.putIfAbsent(parsed.canonical(), name);
    if (previous != null) {
      throw invalid(
          offset,
          "%s name `%s` conflicts with previous name `%s`".formatted(direction, name, previous));
    }
    if (item instanceof Item.Type.Resource resource && !bag) {
      resources.add(name);
      resourceNames.put(resource, name);
    }
  }

  private ExternName parse(String name, int offset) {
    try {
      return ExternName.parse(name);
    } catch (NameSyntaxException e) {
      throw invalid(
          offset,
          "%s name `%s` is not a valid extern name: %s".formatted(direction, name, e.getMessage()));
    }
  }

  private static void checkAttributes(
      ExternName name, ExternNameBinary binary, boolean ofInstance, int offset) {
    try {
      binary
          .implemented()
          .ifPresent(
              value -> NameAttributes.checkImplements(name, binary.name(), value, ofInstance));
      NameAttributes.checkVersion(name, binary.versionSuffix(), ofInstance);
    } catch (NameSyntaxException e) {
      throw invalid(offset, e.getMessage());
    }
  }

  private void checkAnnotation(ExternName parsed, String name, Item item, int offset) {
    if (parsed instanceof ExternName.Constructor constructor) {
      Item.Func function = function(name, item, offset);
      checkResource(
          constructed(function.declared(), name, offset), constructor.resource(), name, offset);
    } else if (parsed instanceof ExternName.Method method) {
      Item.Func function = function(name, item, offset);
      checkResource(self(function.declared(), name, offset), method.resource(), name, offset);
    } else if (parsed instanceof ExternName.Static member) {
      function(name, item, offset);
      if (!resources.contains(member.resource())) {
        throw notValid(name, "static resource name is not known in this context", offset);
      }
    }
  }

  private Item.Func function(String name, Item item, int offset) {
    if (item instanceof Item.Func function) {
      return function;
    }
    throw notValid(name, "item is not a func", offset);
  }

  /** The resource type that a constructor returns, with or without an error. */
  private Item.Type.Resource constructed(Item.Type.Func function, String name, int offset) {
    Optional<ValueType> result = function.type().result();
    if (result.isEmpty()) {
      throw notValid(name, "function should return one value", offset);
    }
    // Its result is the last thing that a function type refers to.
    List<Item.Type> parts = function.parts();
    if (result.get() instanceof ValueType.Own) {
      return handled(parts.get(parts.size() - 1));
    }
    if (result.get() instanceof ValueType.ResultOf fallible
        && fallible.ok().isPresent()
        && fallible.ok().get() instanceof ValueType.Own) {
      Item.Type.Value value = (Item.Type.Value) parts.get(parts.size() - 1);
      return handled(value.parts().get(0));
    }
    throw notValid(name, "function should return `(own $T)` or `(result (own $T))`", offset);
  }

  /** The resource type of a method's first parameter. */
  private Item.Type.Resource self(Item.Type.Func function, String name, int offset) {
    ExternType.Func type = function.type();
    if (type.params().isEmpty()) {
      throw notValid(name, "function should have at least one argument", offset);
    }
    ValueType.Named first = type.params().get(0);
    if (!first.name().equals("self")) {
      throw notValid(name, "function should have a first argument called `self`", offset);
    }
    if (!(first.type() instanceof ValueType.Borrow)) {
      throw notValid(name, "function should take a first argument of `(borrow $T)`", offset);
    }
    return handled(function.parts().get(0));
  }

  /** What a handle type is a handle of. */
  private static Item.Type.Resource handled(Item.Type handle) {
    return (Item.Type.Resource) ((Item.Type.Value) handle).parts().get(0);
  }

  private void checkResource(
      Item.Type.Resource resource, String expected, String name, int offset) {
    String actual = resourceNames.get(resource);
    if (actual == null) {
      throw notValid(
          name, "resource used in function does not have a name in this context", offset);
    }
    if (!actual.equals(expected)) {
      throw notValid(
          name, "function does not match expected resource name `" + actual + "`", offset);
    }
  }

  private InvalidComponent notValid(String name, String reason, int offset) {
    return invalid(offset, "%s name `%s` is not valid: %s".formatted(direction, name, reason));
  }

  private static InvalidComponent invalid(int offset, String message) {
    return new InvalidComponent(Kind.INVALID, offset, message);
  }
}

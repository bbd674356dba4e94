package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.validate.Names;
import dev.witloof.component.internal.validate.Names.Annotation;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the imports, or of the exports, of one scope: each once, and those that are
 * annotated as constructor, method or static function of a resource on a function of that form
 * (Explainer.md, "Import and Export Definitions").
 */
final class ExternNames {
  private final String direction;
  private final boolean bag;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, ResourceType> resources = new HashMap<>();

  private ExternNames(String direction, boolean bag) {
    this.direction = direction;
    this.bag = bag;
  }

  static ExternNames ofImports() {
    return new ExternNames("import", false);
  }

  static ExternNames ofExports() {
    return new ExternNames("export", false);
  }

  /** Inline exports: a resource has no name among them. */
  static ExternNames ofInlineExports() {
    return new ExternNames("export", true);
  }

  void claim(String name, Item item, int offset) {
    Names.checkExternName(name, offset);
    if (!taken.add(Names.canonical(name))) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          direction + " name '" + name + "' conflicts with a previous " + direction + " name");
    }
    if (item instanceof Item.Type.Resource resource && !bag) {
      resources.put(name, resource.type());
    }
    Optional<Annotation> annotation = Names.annotation(name);
    if (annotation.isPresent()) {
      if (!(item instanceof Item.Func func)) {
        throw new InvalidComponent(Kind.INVALID, offset, "'" + name + "' is not a func");
      }
      check(annotation.get(), name, func.type(), offset);
    }
  }

  private void check(Annotation annotation, String name, ExternType.Func type, int offset) {
    switch (annotation.kind()) {
      case CONSTRUCTOR -> {
        if (!(constructed(type) instanceof ValueType.Own own)) {
          throw new InvalidComponent(
              Kind.INVALID, offset, name + " should return `(own $T)` or `(result (own $T))`");
        }
        requireName(own.resource(), annotation.resource(), name, offset);
      }
      case METHOD -> {
        if (type.params().isEmpty()
            || !type.params().get(0).name().equals("self")
            || !(type.params().get(0).type() instanceof ValueType.Borrow self)) {
          throw new InvalidComponent(
              Kind.INVALID, offset, name + " should take a first argument `self` of `(borrow $T)`");
        }
        requireName(self.resource(), annotation.resource(), name, offset);
      }
      case STATIC -> {
        if (!resources.containsKey(annotation.resource())) {
          throw new InvalidComponent(
              Kind.INVALID,
              offset,
              name + ": the resource '" + annotation.resource() + "' is not known in this context");
        }
      }
    }
  }

  /** What a constructor returns; its own type when it cannot be one. */
  private static Object constructed(ExternType.Func type) {
    if (type.result().isPresent()
        && type.result().get() instanceof ValueType.ResultOf result
        && result.ok().isPresent()) {
      return result.ok().get();
    }
    return type.result().isPresent() ? type.result().get() : type;
  }

  private void requireName(ResourceType resource, String expected, String name, int offset) {
    if (resources.get(expected) != resource) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          name + ": the function's resource is not " + direction + "ed as '" + expected + "'");
    }
  }
}

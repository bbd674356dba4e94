package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition;
import dev.witloof.component.internal.binary.Definition.ExternBinary;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.binary.Definition.TypeBinary;
import dev.witloof.component.internal.binary.Definition.TypeDeclaration;
import dev.witloof.component.internal.validate.Subtyping;
import dev.witloof.component.type.ExternType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elaborates declared types: extern types, instance types and component types. */
final class Declarations {
  private final ElaborationBudget budget;

  Declarations(ElaborationBudget budget) {
    this.budget = budget;
  }

  /** What a declared import or export of this type provides, in a scope. */
  Item item(ExternBinary extern, Scope scope, List<String> path, ImportSource source, int offset) {
    if (extern instanceof ExternBinary.Func func) {
      ExternType.Func type =
          scope.get(Sort.TYPE, func.type(), Item.Type.Func.class, "a function type", offset).type();
      return new Item.Func(source.function(path, type), type);
    } else if (extern instanceof ExternBinary.Instance instance) {
      Item.Type.Scheme scheme =
          scope.get(Sort.TYPE, instance.type(), Item.Type.Scheme.class, "an instance type", offset);
      return elaborate(scheme, false, path, source, offset).instance();
    } else if (extern instanceof ExternBinary.SubResource) {
      return new Item.Type.Resource(source.resource(path));
    } else if (extern instanceof ExternBinary.TypeEq eq) {
      return scope.get(Sort.TYPE, eq.type(), offset);
    } else if (extern instanceof ExternBinary.Component component) {
      Item.Type.Scheme scheme =
          scope.get(
              Sort.TYPE, component.type(), Item.Type.Scheme.class, "a component type", offset);
      elaborate(scheme, true, path, new ImportSource.TypesOnly(), offset);
      return new Item.DeclaredComponent(scheme);
    } else {
      int type = ((ExternBinary.CoreModule) extern).type();
      return new Item.CoreModule(
          -1,
          scope
              .get(
                  Sort.CORE_TYPE, type, Item.CoreModuleTypeItem.class, "a core module type", offset)
              .type());
    }
  }

  static Sort sort(ExternBinary extern) {
    if (extern instanceof ExternBinary.Func) {
      return Sort.FUNC;
    } else if (extern instanceof ExternBinary.Instance) {
      return Sort.INSTANCE;
    } else if (extern instanceof ExternBinary.Component) {
      return Sort.COMPONENT;
    } else if (extern instanceof ExternBinary.CoreModule) {
      return Sort.CORE_MODULE;
    }
    return Sort.TYPE;
  }

  /** An elaborated instance or component type. */
  record Elaborated(Map<String, Item> imports, Map<String, Item> exports) {
    Item.Instance instance() {
      return new Item.Instance(exports);
    }
  }

  /** Elaborates a scheme with fresh resources; {@code component} is what the place demands. */
  Elaborated elaborate(
      Item.Type.Scheme scheme,
      boolean component,
      List<String> path,
      ImportSource source,
      int offset) {
    if (scheme.component() != component) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "type is not " + (component ? "a component" : "an instance") + " type");
    }
    Scope scope = Scope.ofType(scheme.definedIn());
    Elaborated result = new Elaborated(new LinkedHashMap<>(), new LinkedHashMap<>());
    budget.nested(
        offset, () -> scheme.declarations().forEach(d -> declare(d, scope, path, source, result)));
    return result;
  }

  private void declare(
      TypeDeclaration declaration,
      Scope scope,
      List<String> path,
      ImportSource source,
      Elaborated result) {
    int offset = declaration.offset();
    budget.spend(1, offset);
    if (declaration instanceof Definition.Type type) {
      scope.add(Sort.TYPE, type(type.type(), scope, offset));
    } else if (declaration instanceof Definition.CoreTypeDeclaration core) {
      scope.add(Sort.CORE_TYPE, CoreTypes.resolve(core.type(), scope, offset));
    } else if (declaration instanceof Definition.AliasOuter alias) {
      scope.add(alias.sort(), outer(alias, scope));
    } else if (declaration instanceof Definition.AliasExport alias) {
      scope.add(alias.sort(), Aliases.export(alias, scope));
    } else if (declaration instanceof Definition.Import declared) {
      scope.claimImport(declared.name(), offset);
      Item item = item(declared.type(), scope, plus(path, declared.name()), source, offset);
      scope.add(sort(declared.type()), item);
      result.imports().put(declared.name(), item);
    } else {
      Definition.ExportDeclaration declared = (Definition.ExportDeclaration) declaration;
      scope.claimExport(declared.name(), offset);
      Item item = item(declared.type(), scope, plus(path, declared.name()), source, offset);
      scope.add(sort(declared.type()), item);
      result.exports().put(declared.name(), item);
    }
  }

  /** A type definition; only a component can define a resource. */
  Item.Type type(TypeBinary binary, Scope scope, int offset) {
    if (binary instanceof TypeBinary.Value value) {
      return ValueTypes.value(value.type(), scope, offset);
    } else if (binary instanceof TypeBinary.Func func) {
      return ValueTypes.function(func, scope, offset);
    } else if (binary instanceof TypeBinary.Instance instance) {
      return scheme(false, instance.declarations(), scope, offset);
    } else if (binary instanceof TypeBinary.Component component) {
      return scheme(true, component.declarations(), scope, offset);
    }
    throw new InvalidComponent(
        Kind.INVALID, offset, "resources can only be defined within a concrete component");
  }

  /** Elaborates once for nothing but validation: a type that is never used must be valid too. */
  private Item.Type scheme(
      boolean component, List<TypeDeclaration> declarations, Scope scope, int offset) {
    Item.Type.Scheme scheme = new Item.Type.Scheme(component, declarations, scope);
    elaborate(scheme, component, List.of("type"), new ImportSource.TypesOnly(), offset);
    return scheme;
  }

  /**
   * An outer alias: nothing but types, modules and components, and no resource across components.
   */
  static Item outer(Definition.AliasOuter alias, Scope scope) {
    int offset = alias.offset();
    switch (alias.sort()) {
      case TYPE, CORE_TYPE, CORE_MODULE, COMPONENT -> {
        Scope.Outer outer = scope.outer(alias.scopes(), offset);
        Item item = outer.scope().get(alias.sort(), alias.index(), offset);
        if (outer.leavesComponent() && Resources.mentions(item)) {
          throw new InvalidComponent(
              Kind.INVALID,
              offset,
              "cannot alias outer type which transitively refers to resources not defined in the"
                  + " current component");
        }
        return item;
      }
      default ->
          throw new InvalidComponent(
              Kind.INVALID, offset, "an outer alias cannot name a " + alias.sort().title());
    }
  }

  /** The differences that keep {@code actual} from standing for the declared type. */
  List<String> mismatch(String name, ExternBinary declared, Item actual, Scope scope, int offset) {
    ImportSource.TypesOnly types = new ImportSource.TypesOnly();
    ExternType expected = typeOf(item(declared, scope, List.of(name), types, offset));
    return new Subtyping(types::made).compare(name, expected, typeOf(actual));
  }

  /** The component type that a component type exports; empty when it exports none. */
  Optional<ExternType.Component> innerWorld(Item.Type.Scheme wrapper) {
    Elaborated outer = elaborate(wrapper, true, List.of("world"), new ImportSource.TypesOnly(), 0);
    return outer.exports().values().stream()
        .filter(Item.DeclaredComponent.class::isInstance)
        .map(Item.DeclaredComponent.class::cast)
        .map(
            inner ->
                elaborate(inner.type(), true, List.of("world"), new ImportSource.TypesOnly(), 0))
        .map(world -> new ExternType.Component(typesOf(world.imports()), typesOf(world.exports())))
        .findFirst();
  }

  static ExternType typeOf(Item item) {
    if (item instanceof Item.Func func) {
      return func.type();
    } else if (item instanceof Item.Instance instance) {
      Map<String, ExternType> exports = new LinkedHashMap<>();
      instance.exports().forEach((name, export) -> exports.put(name, typeOf(export)));
      return new ExternType.Instance(exports);
    } else if (item instanceof Item.Type.Value value) {
      return new ExternType.TypeEq(value.type());
    } else if (item instanceof Item.Type.Resource resource) {
      return new ExternType.Resource(resource.type());
    } else if (item instanceof Item.CoreModule module) {
      return new ExternType.CoreModule(module.type());
    } else if (item instanceof Item.Type.Func) {
      return new ExternType.Declared("function type");
    } else if (item instanceof Item.Type.Scheme scheme) {
      return new ExternType.Declared(scheme.component() ? "component type" : "instance type");
    }
    return new ExternType.Declared("component");
  }

  static Map<String, ExternType> typesOf(Map<String, Item> items) {
    Map<String, ExternType> types = new LinkedHashMap<>();
    items.forEach((name, item) -> types.put(name, typeOf(item)));
    return types;
  }

  private static List<String> plus(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }
}

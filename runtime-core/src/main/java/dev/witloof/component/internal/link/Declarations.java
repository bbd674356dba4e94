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
import dev.witloof.component.type.ResourceType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Elaborates declared types: extern types, instance types and component types. */
final class Declarations {
  private final ElaborationContext context;

  Declarations(ElaborationContext context) {
    this.context = context;
  }

  /** What a declared import or export of this type provides, in a scope. */
  Item item(ExternBinary extern, Scope scope, List<String> path, ImportSource source, int offset) {
    if (extern instanceof ExternBinary.Func func) {
      Item.Type.Func type =
          scope.get(Sort.TYPE, func.type(), Item.Type.Func.class, "a function type", offset);
      return new Item.Func(source.function(path, type.type()), type);
    } else if (extern instanceof ExternBinary.Instance instance) {
      Item.Type.Scheme scheme =
          scope.get(Sort.TYPE, instance.type(), Item.Type.Scheme.class, "an instance type", offset);
      return elaborate(scheme, false, path, source, null, offset).instance();
    } else if (extern instanceof ExternBinary.SubResource) {
      return new Item.Type.Resource(source.resource(path));
    } else if (extern instanceof ExternBinary.TypeEq eq) {
      return Item.Type.renamed(scope.get(Sort.TYPE, eq.type(), offset));
    } else if (extern instanceof ExternBinary.Component component) {
      Item.Type.Scheme scheme =
          scope.get(
              Sort.TYPE, component.type(), Item.Type.Scheme.class, "a component type", offset);
      requireKind(scheme, true, offset);
      return source.component(path, scheme);
    } else {
      int type = ((ExternBinary.CoreModule) extern).type();
      return source.module(
          path,
          scope
              .get(Sort.CORE_TYPE, type, Item.CoreModuleTypeItem.class, "a module type", offset)
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

  /**
   * Elaborates a scheme with fresh resources; {@code component} is what the place demands. {@code
   * arguments} is null to make up the imports of a component type.
   */
  Elaborated elaborate(
      Item.Type.Scheme scheme,
      boolean component,
      List<String> path,
      ImportSource source,
      @Nullable Map<String, Item> arguments,
      int offset) {
    requireKind(scheme, component, offset);
    return elaborate(
        component,
        scheme.declarations(),
        scheme.definedIn(),
        new Site(path, source, arguments),
        false,
        offset);
  }

  private Elaborated elaborate(
      boolean component,
      List<TypeDeclaration> declarations,
      Scope definedIn,
      Site site,
      boolean validates,
      int offset) {
    Scope scope =
        component
            ? Scope.ofComponentType(
                definedIn, validates ? Optional.of(new Visibility(context)) : Optional.empty())
            : Scope.ofInstanceType(definedIn, validates);
    Elaborated result = new Elaborated(new LinkedHashMap<>(), new LinkedHashMap<>());
    context.nested(offset, () -> declarations.forEach(d -> declare(d, scope, site, result)));
    return result;
  }

  private static void requireKind(Item.Type.Scheme scheme, boolean component, int offset) {
    if (scheme.component() != component) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "type index is not " + (component ? "a component" : "an instance") + " type");
    }
  }

  /** Where a scheme is elaborated, and for what. */
  private record Site(
      List<String> path, ImportSource source, @Nullable Map<String, Item> arguments) {
    List<String> path(String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return List.copyOf(longer);
    }
  }

  private void declare(TypeDeclaration declaration, Scope scope, Site site, Elaborated result) {
    int offset = declaration.offset();
    context.spend(1, offset);
    if (declaration instanceof Definition.Type type) {
      scope.add(Sort.TYPE, type(type.type(), scope, offset));
    } else if (declaration instanceof Definition.CoreTypeDeclaration core) {
      scope.add(Sort.CORE_TYPE, CoreTypes.resolve(core.type(), scope, context, offset));
    } else if (declaration instanceof Definition.AliasOuter alias) {
      requireSort(alias.sort(), EnumSet.of(Sort.CORE_TYPE, Sort.TYPE), offset);
      scope.add(alias.sort(), outer(alias, scope));
    } else if (declaration instanceof Definition.AliasExport alias) {
      requireSort(alias.sort(), EnumSet.of(Sort.TYPE, Sort.INSTANCE), offset);
      scope.add(alias.sort(), Aliases.export(alias, scope));
    } else if (declaration instanceof Definition.Import declared) {
      Item item = imported(declared, scope, site);
      scope.claimImport(declared, item);
      scope.add(sort(declared.type()), item);
      result.imports().put(declared.name(), item);
    } else {
      Definition.ExportDeclaration declared = (Definition.ExportDeclaration) declaration;
      Item item = item(declared.type(), scope, site.path(declared.name()), site.source(), offset);
      scope.claimExport(declared.externName(), item, offset);
      scope.add(sort(declared.type()), item);
      result.exports().put(declared.name(), item);
    }
  }

  private Item imported(Definition.Import declared, Scope scope, Site site) {
    if (site.arguments() != null) {
      return argument(site.arguments(), declared, scope);
    }
    return item(
        declared.type(), scope, site.path(declared.name()), site.source(), declared.offset());
  }

  /** The argument for an import. */
  Item argument(Map<String, Item> arguments, Definition.Import declared, Scope scope) {
    Item given = arguments.get(declared.name());
    if (given == null) {
      throw new InvalidComponent(
          Kind.INVALID,
          declared.offset(),
          "missing import named `" + declared.name() + "` in the instantiation arguments");
    }
    String name = declared.name();
    String rule = "type mismatch for import `" + name + "`";
    requireMatch(rule, name, declared.type(), given, scope, declared.offset());
    return given;
  }

  private static void requireSort(Sort sort, Set<Sort> allowed, int offset) {
    if (!allowed.contains(sort)) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "aliases in a component or instance type may only refer to types or instances, not to a "
              + sort.title());
    }
  }

  /** A type definition; only a component can define a resource. */
  Item.Type type(TypeBinary binary, Scope scope, int offset) {
    if (binary instanceof TypeBinary.Value value) {
      return ValueTypes.value(value.type(), scope, context, offset);
    } else if (binary instanceof TypeBinary.Func func) {
      return ValueTypes.function(func, scope, context, offset);
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
    ImportSource.TypesOnly source = new ImportSource.TypesOnly();
    Elaborated once =
        elaborate(
            component,
            declarations,
            scope,
            new Site(List.of("type"), source, null),
            scope.validates(),
            offset);
    List<Item> all = new ArrayList<>(once.imports().values());
    all.addAll(once.exports().values());
    Set<ResourceType> outer = Resources.mentioned(all, context, offset);
    outer.removeIf(source::made);
    return new Item.Type.Scheme(component, declarations, scope, once.exports(), outer);
  }

  /** An outer alias: no resource across components. */
  Item outer(Definition.AliasOuter alias, Scope scope) {
    int offset = alias.offset();
    Scope.Outer outer = scope.outer(alias.scopes(), offset);
    Item item = outer.scope().get(alias.sort(), alias.index(), offset);
    if (outer.leavesComponent() && !Resources.mentioned(List.of(item), context, offset).isEmpty()) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "cannot alias outer type which transitively refers to resources not defined in the"
              + " current component");
    }
    return item;
  }

  /** Checks that the item may stand where the declared type is expected. */
  void requireMatch(
      String rule, String name, ExternBinary declared, Item actual, Scope scope, int offset) {
    ImportSource.TypesOnly types = new ImportSource.TypesOnly();
    ExternType expected =
        typeOf(item(declared, scope, List.of(name), types, offset), types, offset);
    List<String> differences =
        new Subtyping(types::made, () -> context.walk(1, offset))
            .compare(name, expected, typeOf(actual, types, offset));
    if (!differences.isEmpty()) {
      throw new InvalidComponent(
          Kind.INVALID, offset, rule + ": " + String.join("; ", differences));
    }
  }

  /** The component type that a component type exports; empty when it exports none. */
  Optional<ExternType.Component> innerWorld(Item.Type.Scheme wrapper) {
    return wrapper.exports().values().stream()
        .filter(Item.DeclaredComponent.class::isInstance)
        .map(Item.DeclaredComponent.class::cast)
        .map(inner -> typeOf(inner.type(), new ImportSource.TypesOnly(), 0))
        .map(ExternType.Component.class::cast)
        .findFirst();
  }

  /** The type of an item; abstract resources of types within it are made by {@code source}. */
  ExternType typeOf(Item item, ImportSource.TypesOnly source, int offset) {
    if (item instanceof Item.Func func) {
      return func.type();
    } else if (item instanceof Item.Instance instance) {
      return new ExternType.Instance(typesOf(instance.exports(), source, offset));
    } else if (item instanceof Item.Type.Value value) {
      return new ExternType.TypeEq(value.type());
    } else if (item instanceof Item.Type.Resource resource) {
      return new ExternType.Resource(resource.type());
    } else if (item instanceof Item.CoreModule module) {
      return new ExternType.CoreModule(module.type());
    } else if (item instanceof Item.Type.Func func) {
      return new ExternType.Declared("function type", func.type());
    } else if (item instanceof Item.Type.Scheme scheme) {
      return new ExternType.Declared(
          scheme.component() ? "component type" : "instance type", typeOf(scheme, source, offset));
    } else if (item instanceof Item.DeclaredComponent component) {
      return typeOf(component.type(), source, offset);
    }
    return typeOf((Item.Component) item, source, offset);
  }

  private ExternType typeOf(Item.Type.Scheme scheme, ImportSource.TypesOnly source, int offset) {
    Elaborated elaborated =
        elaborate(scheme, scheme.component(), List.of("type"), source, null, offset);
    return scheme.component()
        ? componentType(elaborated, source, offset)
        : new ExternType.Instance(typesOf(elaborated.exports(), source, offset));
  }

  private ExternType typeOf(Item.Component component, ImportSource.TypesOnly source, int offset) {
    PlanBuilder discarded = PlanBuilder.unbound(context);
    Elaborated elaborated =
        Elaborator.root(component.binary(), component.definedIn(), context, discarded);
    source.adopt(discarded.importedResources());
    return componentType(elaborated, source, offset);
  }

  private ExternType.Component componentType(
      Elaborated elaborated, ImportSource.TypesOnly source, int offset) {
    return new ExternType.Component(
        typesOf(elaborated.imports(), source, offset),
        typesOf(elaborated.exports(), source, offset));
  }

  Map<String, ExternType> typesOf(
      Map<String, Item> items, ImportSource.TypesOnly source, int offset) {
    context.walk(items.size(), offset);
    Map<String, ExternType> types = new LinkedHashMap<>();
    items.forEach((name, item) -> types.put(name, typeOf(item, source, offset)));
    return types;
  }
}

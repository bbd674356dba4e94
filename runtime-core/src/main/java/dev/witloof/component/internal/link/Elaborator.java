package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ComponentBinary;
import dev.witloof.component.internal.binary.Definition;
import dev.witloof.component.internal.binary.Definition.Argument;
import dev.witloof.component.internal.binary.Definition.ExternBinary;
import dev.witloof.component.internal.binary.Definition.InlineExport;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.binary.Definition.TypeBinary;
import dev.witloof.component.type.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Elaborates one instantiation of a component: runs through its definitions, fills the index spaces
 * and emits the steps. With the imports left abstract this is the component's validation; with
 * arguments it inlines the component into the plan, all types specialised to the arguments.
 */
final class Elaborator {
  private final ElaborationContext context;
  private final PlanBuilder plan;
  private final Declarations declarations;
  private final Scope scope;
  private final @Nullable Map<String, Item> arguments;
  private final Map<String, Item> imports = new LinkedHashMap<>();
  private final Map<String, Item> exports = new LinkedHashMap<>();

  /**
   * {@code arguments} is null to leave the imports to the host; {@code instantiatedBy} is then
   * empty, for this is a root.
   */
  private Elaborator(
      ElaborationContext context,
      PlanBuilder plan,
      @Nullable Scope parent,
      OptionalInt instantiatedBy,
      boolean validates,
      @Nullable Map<String, Item> arguments,
      int offset) {
    this.context = context;
    this.plan = plan;
    this.declarations = new Declarations(context);
    this.scope =
        Scope.ofComponent(
            parent,
            plan.newComponentInstance(instantiatedBy, offset),
            validates ? Optional.of(new Visibility(context)) : Optional.empty());
    this.arguments = arguments;
  }

  /** A component whose imports the host will supply: what it imports and exports. */
  static Declarations.Elaborated root(
      ComponentBinary component,
      @Nullable Scope parent,
      ElaborationContext context,
      PlanBuilder plan) {
    boolean validates = context.beginsValidation(component);
    Elaborator elaborator =
        new Elaborator(
            context, plan, parent, OptionalInt.empty(), validates, null, component.offset());
    elaborator.run(component);
    return new Declarations.Elaborated(elaborator.imports, elaborator.exports);
  }

  private void run(ComponentBinary component) {
    context.nested(component.offset(), () -> component.definitions().forEach(this::define));
  }

  private void define(Definition definition) {
    int offset = definition.offset();
    context.spend(1, offset);
    CanonDefinitions canon = new CanonDefinitions(scope, plan, context);
    CoreDefinitions core = new CoreDefinitions(scope, plan, context);
    if (definition instanceof Definition.CoreModule module) {
      scope.add(Sort.CORE_MODULE, plan.module(module.bytes(), offset));
    } else if (definition instanceof Definition.CoreInstantiate instantiate) {
      scope.add(Sort.CORE_INSTANCE, core.instantiate(instantiate));
    } else if (definition instanceof Definition.CoreInlineExports inline) {
      scope.add(Sort.CORE_INSTANCE, core.inline(inline));
    } else if (definition instanceof Definition.CoreTypeDefinition type) {
      scope.add(Sort.CORE_TYPE, CoreTypes.resolve(type.type(), scope, context, offset));
    } else if (definition instanceof Definition.NestedComponent nested) {
      nested(nested.component());
    } else if (definition instanceof Definition.Instantiate instantiate) {
      scope.add(Sort.INSTANCE, instantiate(instantiate));
    } else if (definition instanceof Definition.InlineExports inline) {
      scope.add(Sort.INSTANCE, inline(inline));
    } else if (definition instanceof Definition.AliasExport alias) {
      scope.add(alias.sort(), Aliases.export(alias, scope));
    } else if (definition instanceof Definition.AliasCoreExport alias) {
      scope.add(alias.sort(), Aliases.coreExport(alias, scope));
    } else if (definition instanceof Definition.AliasOuter alias) {
      scope.add(alias.sort(), declarations.outer(alias, scope));
    } else if (definition instanceof Definition.Type type) {
      scope.add(Sort.TYPE, type(type, canon));
    } else if (definition instanceof Definition.Lift lift) {
      scope.add(Sort.FUNC, canon.lift(lift));
    } else if (definition instanceof Definition.Lower lower) {
      scope.add(Sort.CORE_FUNC, canon.lower(lower));
    } else if (definition instanceof Definition.ResourceBuiltin builtin) {
      scope.add(Sort.CORE_FUNC, canon.resource(builtin));
    } else if (definition instanceof Definition.Import declared) {
      importItem(declared);
    } else if (definition instanceof Definition.Export export) {
      export(export);
    }
  }

  private Item type(Definition.Type definition, CanonDefinitions canon) {
    if (definition.type() instanceof TypeBinary.Resource resource) {
      Optional<Integer> destructor =
          resource.destructor().isPresent()
              ? Optional.of(resource.destructor().getAsInt())
              : Optional.empty();
      return canon.define(destructor, definition.offset());
    }
    return declarations.type(definition.type(), scope, definition.offset());
  }

  private void nested(ComponentBinary component) {
    if (!context.isValidated(component)) {
      root(component, scope, context, PlanBuilder.unbound(context));
    }
    scope.add(Sort.COMPONENT, new Item.Component(component, scope));
  }

  private Item.Instance instantiate(Definition.Instantiate definition) {
    int offset = definition.offset();
    Item component = scope.get(Sort.COMPONENT, definition.component(), offset);
    Map<String, Item> given = named(definition.arguments(), offset);
    if (component instanceof Item.Component nested) {
      OptionalInt here = OptionalInt.of(scope.componentInstance());
      Elaborator inner =
          new Elaborator(context, plan, nested.definedIn(), here, false, given, offset);
      inner.run(nested.binary());
      return new Item.Instance(inner.exports);
    }
    Item.Type.Scheme type = ((Item.DeclaredComponent) component).type();
    // What it really is, a bound plan knows.
    ImportSource.TypesOnly source = new ImportSource.TypesOnly();
    return declarations
        .elaborate(type, true, List.of("instance"), source, given, offset)
        .instance();
  }

  private Item.Instance inline(Definition.InlineExports definition) {
    context.walk(definition.exports().size(), definition.offset());
    ExternNames names = ExternNames.ofInlineExports();
    Map<String, Item> items = new LinkedHashMap<>();
    for (InlineExport export : definition.exports()) {
      Item item = scope.get(export.sort(), export.index(), export.offset());
      if (scope.validates()) {
        names.claim(export.externName(), item, export.offset());
      }
      items.put(export.name(), item);
    }
    return new Item.Instance(items);
  }

  private Map<String, Item> named(List<Argument> arguments, int offset) {
    context.walk(arguments.size(), offset);
    Map<String, Item> items = new LinkedHashMap<>();
    for (Argument argument : arguments) {
      Item item = scope.get(argument.sort(), argument.index(), argument.offset());
      if (items.put(argument.name(), item) != null) {
        throw new InvalidComponent(
            Kind.INVALID,
            argument.offset(),
            "instantiation argument `%s` conflicts with previous argument `%s`"
                .formatted(argument.name(), argument.name()));
      }
    }
    return items;
  }

  private void importItem(Definition.Import declared) {
    int offset = declared.offset();
    Item item =
        arguments == null
            ? declarations.item(declared.type(), scope, List.of(declared.name()), plan, offset)
            : declarations.argument(arguments, declared, scope);
    scope.claimImport(declared, item);
    if (scope.validates()) {
      requireNoLocalResource(declared.name(), item, offset);
    }
    scope.add(Declarations.sort(declared.type()), item);
    imports.put(declared.name(), item);
  }

  /** What is imported exists before anything that the component defines. */
  private void requireNoLocalResource(String name, Item item, int offset) {
    for (ResourceType type : Resources.mentioned(List.of(item), context, offset)) {
      if (plan.isDefined(type)) {
        throw new InvalidComponent(
            Kind.INVALID,
            offset,
            "import name `%s` is not valid: local resource type found in imports".formatted(name));
      }
    }
  }

  private void export(Definition.Export export) {
    int offset = export.offset();
    Item item = Item.Type.renamed(scope.get(export.sort(), export.index(), offset));
    if (export.type().isPresent()) {
      item = ascribed(export, export.type().get(), item, offset);
    }
    scope.claimExport(export.externName(), item, offset);
    if (item instanceof Item.Type.Resource resource) {
      resource.type().exportedAs(export.name());
    }
    scope.add(export.sort(), item);
    exports.put(export.name(), item);
  }

  /** The item as the ascribed type shows it. */
  private Item ascribed(Definition.Export export, ExternBinary type, Item item, int offset) {
    if (Declarations.sort(type) != export.sort()) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "ascribed type of export is not compatible with item's type: `%s` is a %s"
              .formatted(export.name(), export.sort().title()));
    }
    declarations.requireMatch(
        "ascribed type of export is not compatible with item's type",
        export.name(),
        type,
        item,
        scope,
        offset);
    return declarations.item(type, scope, List.of(export.name()), new Ascription(item), offset);
  }
}

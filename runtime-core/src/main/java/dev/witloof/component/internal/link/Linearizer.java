package dev.witloof.component.internal.link;

import dev.witloof.component.ExternValue;
import dev.witloof.component.internal.binary.ComponentBinary;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CoreModules;
import dev.witloof.engine.ValidModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Validates a component and makes its link plan. */
public final class Linearizer {
  private final ElaborationContext context;
  private final Declarations declarations;

  private Linearizer(ElaborationContext context) {
    this.context = context;
    this.declarations = new Declarations(context);
  }

  /**
   * A component of its own.
   *
   * @param validator of core modules: validates the bytes, which nobody changes, or throws {@link
   *     dev.witloof.engine.InvalidModule}
   * @throws dev.witloof.component.InvalidComponent when it breaks a rule, or cannot be linearised
   */
  public static ComponentDefinition component(
      ComponentBinary component, Function<byte[], ValidModule> validator) {
    return new Linearizer(new ElaborationContext(validator))
        .define(new Item.Component(component, null));
  }

  /**
   * The plan of a component with the core modules and components that it imports.
   *
   * @param bindings what is at a path of the plan's unknowns, of a type that was found to match
   * @throws dev.witloof.component.InvalidComponent when that is more than the limits allow
   */
  public static LinkPlan bound(
      ComponentDefinition component, Function<List<String>, Optional<ExternValue>> bindings) {
    return new Linearizer(new ElaborationContext(CoreModules::validate)).bind(component, bindings);
  }

  /**
   * The imports and exports of a world in a package that is encoded as a component (Binary.md, WIT
   * packages): each world is exported as a component type that exports the world itself, another
   * component type.
   *
   * @throws NoSuchElementException when the package has no world of that name
   */
  public static ExternType.Component world(ComponentBinary witPackage, String world) {
    ElaborationContext context = new ElaborationContext(CoreModules::validate);
    Declarations declarations = new Declarations(context);
    Declarations.Elaborated root =
        Elaborator.root(witPackage, null, context, PlanBuilder.unbound(context));
    if (!(root.exports().get(world) instanceof Item.Type.Scheme wrapper)) {
      throw new NoSuchElementException(
          "the WIT package has no world '" + world + "'; it has " + root.exports().keySet());
    }
    return declarations
        .innerWorld(wrapper)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "'" + world + "' is an interface of the WIT package, not a world"));
  }

  private ComponentDefinition define(Item.Component item) {
    int offset = item.binary().offset();
    PlanBuilder plan = PlanBuilder.unbound(context);
    Declarations.Elaborated root = Elaborator.root(item.binary(), item.definedIn(), context, plan);
    return new ComponentDefinition(
        item,
        plan.build(
            declarations.typesOf(root.imports(), new ImportSource.TypesOnly(), offset),
            exports(root.exports())));
  }

  private LinkPlan bind(
      ComponentDefinition component, Function<List<String>, Optional<ExternValue>> bindings) {
    PlanBuilder plan = PlanBuilder.bound(context, bindings);
    Item.Component item = component.item();
    Declarations.Elaborated root = Elaborator.root(item.binary(), item.definedIn(), context, plan);
    return plan.build(component.plan().imports(), exports(root.exports()));
  }

  private Map<String, PlanExport> exports(Map<String, Item> items) {
    Map<String, PlanExport> exports = new LinkedHashMap<>();
    items.forEach((name, item) -> exports.put(name, export(item)));
    return exports;
  }

  private PlanExport export(Item item) {
    if (item instanceof Item.Func func) {
      return new PlanExport.Function(func.callee(), func.type());
    } else if (item instanceof Item.Instance instance) {
      return new PlanExport.Instance(exports(instance.exports()));
    } else if (item instanceof Item.CoreModule module && module.binary().isPresent()) {
      return new PlanExport.Value(module.binary().get());
    } else if (item instanceof Item.Component component) {
      return new PlanExport.Value(define(component));
    }
    return new PlanExport.Type(declarations.typeOf(item, new ImportSource.TypesOnly(), 0));
  }
}

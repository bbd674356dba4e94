package dev.witloof.component.internal.link;

import dev.witloof.component.internal.binary.ComponentBinary;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.type.ExternType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** Validates a component and makes its link plan. */
public final class Linearizer {
  private final ElaborationContext context;
  private final Declarations declarations;

  private Linearizer(ElaborationContext context) {
    this.context = context;
    this.declarations = new Declarations(context);
  }

  /**
   * The plan of a component.
   *
   * @throws dev.witloof.component.InvalidComponent when it breaks a rule, or cannot be linearised
   */
  public static LinkPlan plan(ComponentBinary component) {
    return new Linearizer(new ElaborationContext()).elaborate(component);
  }

  /**
   * The imports and exports of a world in a package that is encoded as a component (Binary.md, WIT
   * packages): each world is exported as a component type that exports the world itself, another
   * component type.
   *
   * @throws NoSuchElementException when the package has no world of that name
   */
  public static ExternType.Component world(ComponentBinary witPackage, String world) {
    ElaborationContext context = new ElaborationContext();
    Declarations declarations = new Declarations(context);
    Declarations.Elaborated root =
        Elaborator.root(witPackage, null, context, PlanBuilder.toValidate(context));
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

  private LinkPlan elaborate(ComponentBinary component) {
    PlanBuilder plan = PlanBuilder.toRun(context);
    Declarations.Elaborated root = Elaborator.root(component, null, context, plan);
    return plan.build(
        declarations.typesOf(root.imports(), new ImportSource.TypesOnly(), component.offset()),
        exports(root.exports()));
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
    }
    return new PlanExport.Static(declarations.typeOf(item, new ImportSource.TypesOnly(), 0));
  }
}

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
  private Linearizer() {}

  /**
   * The plan of a component.
   *
   * @throws dev.witloof.component.InvalidComponent when it breaks a rule, or cannot be linearised
   */
  public static LinkPlan plan(ComponentBinary component) {
    ElaborationBudget budget = new ElaborationBudget();
    PlanBuilder plan = new PlanBuilder(budget);
    Declarations.Elaborated root = Elaborator.root(component, null, budget, plan);
    return plan.build(Declarations.typesOf(root.imports()), exports(root.exports()));
  }

  /**
   * The imports and exports of a world in a package that is encoded as a component (Binary.md, WIT
   * packages): each world is exported as a component type that exports the world itself, another
   * component type.
   *
   * @throws NoSuchElementException when the package has no world of that name
   */
  public static ExternType.Component world(ComponentBinary witPackage, String world) {
    ElaborationBudget budget = new ElaborationBudget();
    Declarations declarations = new Declarations(budget);
    Declarations.Elaborated root =
        Elaborator.root(witPackage, null, budget, new PlanBuilder(budget));
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

  private static Map<String, PlanExport> exports(Map<String, Item> items) {
    Map<String, PlanExport> exports = new LinkedHashMap<>();
    items.forEach((name, item) -> exports.put(name, export(item)));
    return exports;
  }

  private static PlanExport export(Item item) {
    if (item instanceof Item.Func func) {
      return new PlanExport.Function(func.callee(), func.type());
    } else if (item instanceof Item.Instance instance) {
      return new PlanExport.Instance(exports(instance.exports()));
    }
    return new PlanExport.Static(Declarations.typeOf(item));
  }
}

package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.abi.NodeFactory;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.ImportedFunction;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.internal.plan.Step;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Computes the shapes of all functions of a plan. */
final class Shapes {
  private final LinkPlan plan;
  private final NodeFactory nodes = new NodeFactory();
  private final Map<Integer, String> exportedNames = new HashMap<>();
  private final Map<Step, FunctionShape> shapes = new IdentityHashMap<>();

  private Shapes(LinkPlan plan) {
    this.plan = plan;
  }

  /** By the identity of the lift and lower steps. */
  static Map<Step, FunctionShape> of(LinkPlan plan) {
    Shapes all = new Shapes(plan);
    all.nameExports("", plan.exports());
    all.addSteps();
    return all.shapes;
  }

  private void nameExports(String prefix, Map<String, PlanExport> exports) {
    exports.forEach(
        (name, export) -> {
          if (export instanceof PlanExport.Instance instance) {
            nameExports(prefix + name + "#", instance.exports());
          } else if (export instanceof PlanExport.Function function
              && function.callee() instanceof Callee.Lifted lifted) {
            exportedNames.putIfAbsent(lifted.lift(), prefix + name);
          }
        });
  }

  private void addSteps() {
    int lifts = 0;
    for (Step step : plan.steps()) {
      if (step instanceof Step.Lift lift) {
        shapes.put(step, nodes.shape(liftedName(lifts), lift.type()));
        lifts++;
      } else if (step instanceof Step.Lower lower) {
        shapes.put(step, nodes.shape(name(lower.callee()), lower.type()));
      }
    }
  }

  private String name(Callee callee) {
    return callee instanceof Callee.Imported imported
        ? nameOf(plan.functions().get(imported.function()))
        : liftedName(((Callee.Lifted) callee).lift());
  }

  private String liftedName(int lift) {
    return exportedNames.getOrDefault(lift, "inner function " + lift);
  }

  static String nameOf(ImportedFunction function) {
    return String.join("#", function.path());
  }
}

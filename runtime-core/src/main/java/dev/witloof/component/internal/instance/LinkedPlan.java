package dev.witloof.component.internal.instance;

import dev.witloof.component.InstanceConfig;
import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.link.ComponentDefinition;
import dev.witloof.component.internal.link.Linearizer;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.internal.plan.ModuleBinary;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan with all that its instances share. Immutable; shared by threads. */
public final class LinkedPlan {
  private final Engine engine;
  private final LinkPlan plan;
  private final List<CoreModule> modules;
  private final List<LinkedFunction> functions;
  private final Map<Integer, LinkedResource> resources;
  private final Map<Step, FunctionShape> shapes;
  private final long startingMemory;

  private LinkedPlan(Engine engine, LinkPlan plan, ImportResolution imports) {
    this.engine = engine;
    // Once they are prepared nobody needs the modules' bytes, which are nearly all of a component.
    this.plan = plan.withoutModules();
    this.modules = prepare(engine, plan);
    this.functions = plan.functions().stream().map(f -> imports.function(f.path())).toList();
    this.resources = resources(plan, imports);
    this.shapes = Shapes.of(plan);
    this.startingMemory = plan.startingMemory();
  }

  /** Links a component to what its imports were resolved to, without a problem. */
  public static LinkedPlan link(
      Engine engine, ComponentDefinition component, ImportResolution imports) {
    LinkPlan plan =
        component.plan().unknowns().isEmpty()
            ? component.plan()
            : Linearizer.bound(component, imports::definition);
    return new LinkedPlan(engine, plan, imports);
  }

  /** The modules of a plan, ready to run. */
  public static List<CoreModule> prepare(Engine engine, LinkPlan plan) {
    return engine.prepareValid(plan.modules().stream().map(ModuleBinary::module).toList());
  }

  private static Map<Integer, LinkedResource> resources(LinkPlan plan, ImportResolution imports) {
    Map<Integer, LinkedResource> resources = new HashMap<>();
    for (PlanResource resource : plan.resources()) {
      if (resource instanceof PlanResource.Imported imported) {
        resources.put(imported.type().index(), imports.resource(imported.path()));
      }
    }
    return Map.copyOf(resources);
  }

  Engine engine() {
    return engine;
  }

  LinkPlan plan() {
    return plan;
  }

  /** In the order of the plan's modules. */
  public List<CoreModule> modules() {
    return modules;
  }

  /** In the order of the plan's imported functions. */
  List<LinkedFunction> functions() {
    return functions;
  }

  /** The imported resources by their index in the plan. */
  Map<Integer, LinkedResource> resources() {
    return resources;
  }

  /** Of every lift and lower. */
  Map<Step, FunctionShape> shapes() {
    return shapes;
  }

  /** Of an instance; bytes of its budget that all its parts take before they run. */
  long startingMemory() {
    return startingMemory;
  }

  /** A new instance, instantiated under the limits of the configuration. */
  public RunningInstance instantiate(InstanceConfig config) {
    return RunningInstance.start(this, config);
  }
}

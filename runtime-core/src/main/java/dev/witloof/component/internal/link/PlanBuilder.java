package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ComponentLimits;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.ImportedFunction;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Collects a plan while components are elaborated. */
final class PlanBuilder implements ImportSource {
  private final ElaborationContext context;
  private final boolean toRun;
  private final List<LinkPlan.Module> modules = new ArrayList<>();
  private final Map<byte[], Item.CoreModule> moduleItems = new IdentityHashMap<>();
  private final List<ImportedFunction> functions = new ArrayList<>();
  private final List<PlanResource> resources = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<OptionalInt> componentInstances = new ArrayList<>();
  private int coreInstances;
  private int lifts;
  private int builtins;

  private PlanBuilder(ElaborationContext context, boolean toRun) {
    this.context = context;
    this.toRun = toRun;
  }

  /** Builds the plan that instances will run. */
  static PlanBuilder toRun(ElaborationContext context) {
    return new PlanBuilder(context, true);
  }

  /** Builds a plan only because that validates the component: what it imports may stay unknown. */
  static PlanBuilder toValidate(ElaborationContext context) {
    return new PlanBuilder(context, false);
  }

  boolean isToRun() {
    return toRun;
  }

  /** {@code parent} is the instance that instantiates the new one; empty for the root. */
  int newComponentInstance(OptionalInt parent) {
    componentInstances.add(parent);
    return componentInstances.size() - 1;
  }

  /** The same bytes make the same module, however often the enclosing component is inlined. */
  Item.CoreModule module(byte[] bytes, int offset) {
    Item.CoreModule known = moduleItems.get(bytes);
    if (known != null) {
      return known;
    }
    if (modules.size() >= ComponentLimits.MODULES) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "more than " + ComponentLimits.MODULES + " core modules");
    }
    LinkPlan.Module module = new LinkPlan.Module(bytes, context.moduleType(bytes, offset));
    Item.CoreModule item = new Item.CoreModule(modules.size(), module.type());
    modules.add(module);
    moduleItems.put(bytes, item);
    return item;
  }

  @Override
  public ResourceType resource(List<String> path) {
    ResourceType type = new ResourceType(resources.size(), path.get(path.size() - 1));
    resources.add(new PlanResource.Imported(type, path));
    return type;
  }

  ResourceType defineResource(int componentInstance) {
    ResourceType type = new ResourceType(resources.size(), "resource-" + resources.size());
    resources.add(new PlanResource.Defined(type, componentInstance));
    return type;
  }

  /** Whether the resource is defined by that component instance. */
  boolean isDefinedBy(ResourceType type, int componentInstance) {
    return isDefined(type)
        && resources.get(type.index()) instanceof PlanResource.Defined defined
        && defined.componentInstance() == componentInstance;
  }

  /** Whether the resource is none that is imported. */
  boolean isDefined(ResourceType type) {
    return type.index() >= 0
        && type.index() < resources.size()
        && resources.get(type.index()) instanceof PlanResource.Defined defined
        && defined.type() == type;
  }

  List<ResourceType> importedResources() {
    return resources.stream()
        .filter(PlanResource.Imported.class::isInstance)
        .map(PlanResource::type)
        .toList();
  }

  @Override
  public Callee function(List<String> path, ExternType.Func type) {
    functions.add(new ImportedFunction(path, type));
    return new Callee.Imported(functions.size() - 1);
  }

  /** The number of the new core instance. */
  int instantiate(Step.Instantiate step, int offset) {
    add(step, offset);
    return coreInstances++;
  }

  Callee lift(Step.Lift step, int offset) {
    add(step, offset);
    return new Callee.Lifted(lifts++);
  }

  CoreItem builtin(Step.Builtin step, int offset) {
    add(step, offset);
    return new CoreItem.Builtin(builtins++);
  }

  void resourceStep(Step.Resource step, int offset) {
    add(step, offset);
  }

  private void add(Step step, int offset) {
    context.spend(1, offset);
    steps.add(step);
  }

  LinkPlan build(Map<String, ExternType> imports, Map<String, PlanExport> exports) {
    return new LinkPlan(
        List.copyOf(modules),
        imports,
        List.copyOf(functions),
        List.copyOf(resources),
        List.copyOf(componentInstances),
        List.copyOf(steps),
        exports);
  }
}

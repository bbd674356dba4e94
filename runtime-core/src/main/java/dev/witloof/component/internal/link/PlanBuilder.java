package dev.witloof.component.internal.link;

import dev.witloof.component.ExternValue;
import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.ComponentLimits;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.ImportedFunction;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.internal.plan.ModuleBinary;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.ValidModule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Collects a plan while components are elaborated. */
final class PlanBuilder implements ImportSource {
  private final ElaborationContext context;
  private final Function<List<String>, Optional<ExternValue>> bindings;
  private final List<ModuleBinary> modules = new ArrayList<>();
  private final Map<ValidModule, Integer> moduleIndices = new IdentityHashMap<>();
  private final List<List<String>> unknowns = new ArrayList<>();
  private final List<ImportedFunction> functions = new ArrayList<>();
  private final List<PlanResource> resources = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<OptionalInt> componentInstances = new ArrayList<>();
  private int coreInstances;
  private int lifts;
  private int builtins;

  private PlanBuilder(
      ElaborationContext context, Function<List<String>, Optional<ExternValue>> bindings) {
    this.context = context;
    this.bindings = bindings;
  }

  /** Builds a plan in which imported core modules and components stay unknown. */
  static PlanBuilder unbound(ElaborationContext context) {
    return new PlanBuilder(context, path -> Optional.empty());
  }

  /** Builds a plan with the core modules and components that the imports at those paths are. */
  static PlanBuilder bound(
      ElaborationContext context, Function<List<String>, Optional<ExternValue>> bindings) {
    return new PlanBuilder(context, bindings);
  }

  /** {@code parent} is the instance that instantiates the new one; empty for the root. */
  int newComponentInstance(OptionalInt parent, int offset) {
    limit(componentInstances.size(), ComponentLimits.INSTANCES, "component instances", offset);
    componentInstances.add(parent);
    return componentInstances.size() - 1;
  }

  /** A core module that the component defines. */
  Item.CoreModule module(byte[] bytes, int offset) {
    ModuleBinary module = context.module(bytes, offset);
    add(module, offset);
    return new Item.CoreModule(Optional.of(module), module.moduleType());
  }

  /** The index in the plan of a core module to instantiate; negative for an unknown one. */
  int indexOf(Item.CoreModule module, int offset) {
    return module.binary().isPresent() ? add(module.binary().get(), offset) : -1;
  }

  /** Each module once, however often the enclosing component is inlined. */
  private int add(ModuleBinary module, int offset) {
    Integer known = moduleIndices.get(module.module());
    if (known != null) {
      return known;
    }
    if (modules.size() >= ComponentLimits.MODULES) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "more than " + ComponentLimits.MODULES + " core modules");
    }
    moduleIndices.put(module.module(), modules.size());
    modules.add(module);
    return modules.size() - 1;
  }

  @Override
  public Item.CoreModule module(List<String> path, CoreModuleType type) {
    if (bindings.apply(path).orElse(null) instanceof ModuleBinary module) {
      return new Item.CoreModule(Optional.of(module), module.moduleType());
    }
    unknowns.add(path);
    return new Item.CoreModule(Optional.empty(), type);
  }

  @Override
  public Item component(List<String> path, Item.Type.Scheme type) {
    if (bindings.apply(path).orElse(null) instanceof ComponentDefinition component) {
      return component.item();
    }
    unknowns.add(path);
    return new Item.DeclaredComponent(type);
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
    limit(coreInstances, ComponentLimits.INSTANCES, "core instances", offset);
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

  private static void limit(int present, int max, String what, int offset) {
    if (present >= max) {
      throw new InvalidComponent(Kind.LIMIT, offset, "more than " + max + " " + what);
    }
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
        exports,
        List.copyOf(unknowns));
  }
}

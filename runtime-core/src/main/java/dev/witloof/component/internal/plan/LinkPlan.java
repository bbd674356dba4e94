package dev.witloof.component.internal.plan;

import dev.witloof.component.ExternValue;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A component, linearised.
 *
 * @param modules the core modules' bytes, each once however often it is instantiated
 * @param imports the component's imports by name, with their types
 * @param functions the imported component functions that steps refer to by {@link Callee.Imported}
 * @param resources every resource type of the plan by its index, imported ones included
 * @param componentInstances the component instances that the plan inlines, by their number: each
 *     has its handle table; the value is the instance that instantiates it, empty for the root
 * @param steps in order of execution
 * @param exports the component's exports by name
 * @param unknowns the paths of imported core modules and components: as long as there are any, the
 *     plan cannot run, for its steps depend on them
 */
public record LinkPlan(
    List<ModuleBinary> modules,
    Map<String, ExternType> imports,
    List<ImportedFunction> functions,
    List<PlanResource> resources,
    List<OptionalInt> componentInstances,
    List<Step> steps,
    Map<String, PlanExport> exports,
    List<List<String>> unknowns) {

  /** Of all core instances, but those of modules that are unknown. */
  public long startingMemory() {
    long[] each = modules.stream().mapToLong(binary -> binary.module().startingMemory()).toArray();
    return steps.stream()
        .filter(Step.Instantiate.class::isInstance)
        .mapToInt(step -> ((Step.Instantiate) step).module())
        .filter(module -> module >= 0)
        .mapToLong(module -> each[module])
        .sum();
  }

  /** The plan alone: what its steps instantiate is found by index somewhere else. */
  public LinkPlan withoutModules() {
    return new LinkPlan(
        List.of(), imports, functions, resources, componentInstances, steps, exports, unknowns);
  }

  /**
   * An imported function: {@code path} is the import's name, and the names of exports that lead to
   * it within an imported instance.
   */
  public record ImportedFunction(List<String> path, ExternType.Func type) {}

  /** Where a resource type comes from. */
  public sealed interface PlanResource {
    ResourceType type();

    /** {@code path} as in {@link ImportedFunction}. */
    record Imported(ResourceType type, List<String> path) implements PlanResource {}

    /** Defined by the inlined component instance of that number; see {@link Step.Resource}. */
    record Defined(ResourceType type, int componentInstance) implements PlanResource {}
  }

  /** What the component exports. */
  public sealed interface PlanExport {
    record Function(Callee callee, ExternType.Func type) implements PlanExport {}

    record Instance(Map<String, PlanExport> exports) implements PlanExport {}

    /** A core module or component. */
    record Value(ExternValue value) implements PlanExport {}

    /** A type; or a core module or component that is unknown as yet. */
    record Type(ExternType type) implements PlanExport {}
  }
}

package dev.witloof.runtime;

import dev.witloof.component.Component;
import java.util.List;

/** The core modules of a component and the memory they start with. */
final class MemoryNeeds {
  private MemoryNeeds() {}

  static List<LoadReport.Module> modules(Component component) {
    return component.coreModules().stream()
        .map(
            module ->
                new LoadReport.Module(
                    module.type().imports().size(), module.type().exports().size(), module.size()))
        .toList();
  }

  static List<LoadProblem> problems(Component component, ConnectorLimits limits) {
    long minimum = component.startingMemory();
    if (minimum <= limits.memory()) {
      return List.of();
    }
    return List.of(
        new LoadProblem(
            LoadProblem.Kind.LIMIT,
            "memory",
            "the component starts with %s of memory, and the limit is %s"
                .formatted(Amounts.bytes(minimum), Amounts.bytes(limits.memory())),
            "raise the limit: memory under [limits], or --limit memory=SIZE; at most 2 GiB"));
  }
}

package dev.witloof.runtime;

import dev.witloof.component.Component;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import java.util.List;

/** The core modules of a component and the memory they start with. */
final class MemoryNeeds {
  private static final long PAGE = 64 << 10;

  private MemoryNeeds() {}

  static List<LoadReport.Module> modules(Component component) {
    return component.coreModules().stream()
        .map(
            module ->
                new LoadReport.Module(
                    module.type().imports().size(), module.type().exports().size(), module.size()))
        .toList();
  }

  /** Bytes of the memories that modules define and export; one they only import is another's. */
  static long minimum(Component component) {
    return component.coreModules().stream()
        .filter(module -> !importsMemory(module.type()))
        .flatMap(module -> module.type().exports().values().stream())
        .filter(CoreType.Memory.class::isInstance)
        .mapToLong(memory -> ((CoreType.Memory) memory).min() * PAGE)
        .sum();
  }

  static List<LoadProblem> problems(Component component, ConnectorLimits limits) {
    long minimum = minimum(component);
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

  private static boolean importsMemory(CoreModuleType type) {
    return type.imports().stream().anyMatch(imported -> imported.type() instanceof CoreType.Memory);
  }
}

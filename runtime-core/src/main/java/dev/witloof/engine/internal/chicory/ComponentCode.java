package dev.witloof.engine.internal.chicory;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The code of all modules of a component. Immutable; shared by threads.
 *
 * @param modules in their order
 */
record ComponentCode(List<ModuleCode> modules) {
  ComponentCode {
    modules = List.copyOf(modules);
  }

  /** Bytes of its classes and its data, about. */
  long bytes() {
    return modules.stream().mapToLong(ModuleCode::bytes).sum();
  }

  /** The code of each module; each of these holds on to all of it. */
  List<Supplier<ModuleCode>> each() {
    return IntStream.range(0, modules.size())
        .<Supplier<ModuleCode>>mapToObj(i -> () -> modules.get(i))
        .toList();
  }
}

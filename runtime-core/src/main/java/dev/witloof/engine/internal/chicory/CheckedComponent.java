package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.rewrite.CommonTypes;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.EngineSupport;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The core modules of a component, all of which the engine can run.
 *
 * @param types that they have in common
 */
record CheckedComponent(List<CheckedModule> modules, CommonTypes types) {

  /**
   * Checks modules.
   *
   * @throws InvalidModule when one is more than the engine supports, or all together are
   */
  static CheckedComponent of(List<OwnModule> own) {
    List<CheckedModule> checked =
        IntStream.range(0, own.size())
            .mapToObj(i -> Refusals.placed(i, () -> supported(own.get(i))))
            .toList();
    CommonTypes types =
        new CommonTypes(
            checked.stream().map(CheckedModule::decoded).toList(),
            checked.stream().map(module -> module.uses().blockTypes()).toList());
    requireWork(checked, types);
    return new CheckedComponent(checked, types);
  }

  private static CheckedModule supported(OwnModule module) {
    CheckedModule checked = module.checked();
    EngineSupport.check(checked);
    return checked;
  }

  private static void requireWork(List<CheckedModule> modules, CommonTypes types) {
    long bodies = modules.stream().mapToLong(module -> module.estimate().work()).sum();
    // Every module gets the types of all; once is in proportion to the bytes.
    long work = bodies + (modules.size() - 1) * types.work();
    long bytes = modules.stream().mapToLong(CheckedModule::size).sum();
    long limit = ModuleLimits.WORK + ModuleLimits.WORK_PER_BYTE * bytes;
    if (work > limit) {
      throw new InvalidModule(
          Kind.LIMIT,
          ("the core modules would take %d units of compilation; the limit for %d bytes is %d:"
                  + " %d are for bodies, most in %s, the rest for types that all modules get;"
                  + " build it with smaller functions or fewer types")
              .formatted(work, bytes, limit, bodies, Refusals.place(heaviest(modules))));
    }
  }

  private static int heaviest(List<CheckedModule> modules) {
    return IntStream.range(0, modules.size())
        .boxed()
        .max(Comparator.comparingLong(i -> modules.get(i).estimate().work()))
        .orElseThrow();
  }

  /**
   * A module with the common types, metered.
   *
   * @param check is called for each function; what it throws ends the metering
   */
  byte[] metered(int module, Runnable check) {
    return ModuleRewriter.rewrite(modules.get(module).decoded(), types, check);
  }
}

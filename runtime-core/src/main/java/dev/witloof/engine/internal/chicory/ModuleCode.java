package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.rewrite.Skeleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * What instances of a module run. Immutable; shared by threads.
 *
 * @param parsed the metered module, with the bodies that are interpreted
 * @param kind what it is
 * @param machines makes an instance's machine
 * @param interpretedFunctions what stays interpreted although the rest is compiled
 * @param largeMethods how many methods of compiled code HotSpot does not compile at its default
 *     flags
 * @param fromCache whether the code comes from the cache
 * @param bytes of its classes and its data, about
 */
record ModuleCode(
    ParsedModule parsed,
    CoreModule.Code kind,
    Function<Instance, Machine> machines,
    List<InterpretedFunction> interpretedFunctions,
    int largeMethods,
    boolean fromCache,
    long bytes) {

  static ModuleCode interpreted(byte[] metered) {
    ParsedModule parsed = ModuleParser.parse(metered);
    return new ModuleCode(
        parsed,
        CoreModule.Code.INTERPRETED,
        InterpretedCode.machines(parsed.module()),
        List.of(),
        0,
        false,
        0);
  }

  /** Interpreted code while better one is made, or when none could be. */
  ModuleCode as(CoreModule.Code otherKind) {
    return new ModuleCode(
        parsed, otherKind, machines, interpretedFunctions, largeMethods, fromCache, bytes);
  }

  /**
   * Loads the classes of a module, which then needs its other bodies no longer.
   *
   * @param original its bytes before it was metered and cut
   * @param job has the memory that the parsed module takes
   */
  static ModuleCode compiled(
      byte[] original, OutlinedModule module, CompiledCode code, CompileJob job) {
    Skeleton skeleton = Skeleton.of(module.bytes(), module.importedFunctions(), code.interpreted());
    job.hold(ParsedHeap.of(skeleton.module()).bytes() + skeleton.data().length);
    ParsedModule parsed =
        ModuleParser.parse(skeleton.module(), ByteBuffer.wrap(skeleton.data()), code.interpreted());
    return new ModuleCode(
        parsed,
        CoreModule.Code.COMPILED,
        InterpretedCode.machines(parsed.module(), code.load(), code.interpreted()),
        InterpretedFunctions.named(original, code.interpretedOrigins()),
        code.largeMethods(),
        false,
        skeleton.bytes() + code.bytes());
  }
}

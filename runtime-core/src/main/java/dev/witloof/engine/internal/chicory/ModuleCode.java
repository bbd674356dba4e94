package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.internal.binary.ModuleBodies;
import java.util.BitSet;
import java.util.function.Function;

/**
 * What instances of a module run. Immutable; shared by threads.
 *
 * @param parsed the metered module, with the bodies that are interpreted
 * @param machines makes an instance's machine
 * @param interpretedFunctions how many functions of compiled code have none; 0 when nothing is
 *     compiled
 */
record ModuleCode(
    WasmModule parsed, Function<Instance, Machine> machines, int interpretedFunctions) {

  static ModuleCode interpreted(byte[] metered) {
    return new ModuleCode(Modules.parse(metered), InterpreterMachine::new, 0);
  }

  /** Loads a module's classes. */
  static ModuleCode compiled(ModuleBodies bodies, CompiledCode code) {
    BitSet kept = new BitSet();
    code.interpreted().forEach(function -> kept.set(function - bodies.importedFunctions()));
    return new ModuleCode(
        Modules.parse(bodies.with(kept::get)), code.load(), code.interpreted().size());
  }
}

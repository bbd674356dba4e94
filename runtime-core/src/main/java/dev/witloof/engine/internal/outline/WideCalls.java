package dev.witloof.engine.internal.outline;

import dev.witloof.engine.internal.binary.CallWords;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.outline.MeteredModule.Body;
import java.util.BitSet;

/** Finds the functions that take more than a method of the JVM does, and those that call such. */
final class WideCalls {
  private final MeteredModule module;
  private final BitSet wideTypes = new BitSet();

  private WideCalls(MeteredModule module) {
    this.module = module;
    for (int i = 0; i < module.types().size(); i++) {
      if (CallWords.areTooMany(module.types().get(i))) {
        wideTypes.set(i);
      }
    }
  }

  /** The defined functions, counted without imports, that take too much or call what does. */
  static BitSet of(MeteredModule module) {
    WideCalls calls = new WideCalls(module);
    BitSet found = new BitSet();
    if (!calls.wideTypes.isEmpty()) {
      for (int i = 0; i < module.bodies().size(); i++) {
        found.set(i, calls.isWide(module.importedFunctions() + i) || calls.isIn(i));
      }
    }
    return found;
  }

  private boolean isWide(int function) {
    return wideTypes.get(module.functionTypes()[function]);
  }

  private boolean isIn(int index) {
    Body body = module.bodies().get(index);
    WasmInput in = new WasmInput(module.bytes(), body.start(), body.end());
    for (int groups = in.u32(); groups > 0; groups--) {
      in.u32();
      ValueTypes.readCode(in);
    }
    InstructionReader reader = InstructionReader.ofRewritten(in);
    while (reader.next()) {
      if (reader.opcode() == Opcodes.CALL && isWide(reader.first())
          || reader.opcode() == Opcodes.CALL_INDIRECT && wideTypes.get(reader.first())) {
        return true;
      }
    }
    return false;
  }
}

package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.internal.binary.CallWords;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.outline.MeteredModule.Body;
import java.util.BitSet;

/**
 * Finds the functions that have to do with types of more values than a method of the JVM takes or
 * gives ({@link CallWords}): because they are of one, call a function of one, or have a block of
 * one.
 */
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

  /** Those functions, counted without imports. */
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
      boolean wide =
          switch (reader.opcode()) {
            case BLOCK, LOOP, IF -> isWideBlock(reader.blockTypeIndex());
            case CALL -> isWide(reader.first());
            case CALL_INDIRECT -> wideTypes.get(reader.first());
            default -> false;
          };
      if (wide) {
        return true;
      }
    }
    return false;
  }

  private boolean isWideBlock(int typeIndex) {
    return typeIndex != InstructionReader.NO_TYPE_INDEX && wideTypes.get(typeIndex);
  }
}

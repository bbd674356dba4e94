package dev.witloof.engine;

import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.validate.CheckedModule;

/** A module that burns a unit before every instruction but the delimiters. */
final class CountedModule {
  private CountedModule() {}

  static byte[] of(byte[] module) {
    DecodedModule decoded = ((CheckedModule) CoreModules.validate(module)).decoded();
    WasmOutput out = new WasmOutput(module.length * 6);
    out.bytes(module, 0, 8);
    for (DecodedModule.Section section : decoded.sections()) {
      out.u8(section.id());
      if (section.id() == Sections.CODE) {
        out.sized(code(decoded, module));
      } else {
        out.u32(section.end() - section.start()).bytes(module, section.start(), section.end());
      }
    }
    return out.toByteArray();
  }

  private static WasmOutput code(DecodedModule decoded, byte[] module) {
    WasmOutput code = new WasmOutput(module.length * 6).u32(decoded.bodies().size());
    for (DecodedModule.Body body : decoded.bodies()) {
      WasmOutput counted = new WasmOutput(body.size() * 6);
      counted.bytes(module, body.start(), body.code());
      InstructionReader reader = new InstructionReader(body.open(module));
      while (reader.next()) {
        if (reader.opcode() != Opcodes.END && reader.opcode() != Opcodes.ELSE) {
          counted.u8(Opcodes.I32_CONST).signed(-1).u8(Opcodes.MEMORY_GROW).u8(0).u8(Opcodes.DROP);
        }
        counted.bytes(module, reader.start(), reader.end());
      }
      code.sized(counted);
    }
    return code;
  }
}

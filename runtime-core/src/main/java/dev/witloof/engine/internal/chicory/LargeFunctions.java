package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Body;
import java.util.List;

/** The functions of a module that may exceed the size of a JVM method. */
final class LargeFunctions {
  /** Wasm bytes, before metering; compilers' output makes at most half of a method of them. */
  private static final int LARGE = 16 << 10;

  private static final AnnotatedInstruction UNREACHABLE =
      AnnotatedInstruction.builder()
          .from(new Instruction(0, OpCode.UNREACHABLE, new long[0]))
          .build();

  private LargeFunctions() {}

  static boolean isLarge(Body body) {
    return body.size() > LARGE;
  }

  /** The module with all other functions emptied: for compiling, not for running. */
  static WasmModule alone(WasmModule module, DecodedModule decoded) {
    CodeSection.Builder code = CodeSection.builder();
    for (int i = 0; i < decoded.bodies().size(); i++) {
      FunctionBody body = module.codeSection().getFunctionBody(i);
      code.addFunctionBody(isLarge(decoded.bodies().get(i)) ? body : emptied(body));
    }
    return WasmModule.builder()
        .setTypeSection(module.typeSection())
        .setImportSection(module.importSection())
        .setFunctionSection(module.functionSection())
        .setTableSection(module.tableSection())
        .setMemorySection(module.memorySection().orElse(null))
        .setGlobalSection(module.globalSection())
        .setCodeSection(code.build())
        .build();
  }

  private static FunctionBody emptied(FunctionBody body) {
    List<AnnotatedInstruction> instructions = body.instructions();
    AnnotatedInstruction end = instructions.get(instructions.size() - 1);
    return new FunctionBody(List.of(), List.of(UNREACHABLE, end));
  }
}

package dev.witloof.runtime;

import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.runtime.LoadReport.Interpreted;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A connector that works, with one core module more: of functions that cannot be compiled, for all
 * the reasons that there are, and of one that makes a method that HotSpot does not compile.
 */
final class UncompilableFunctions {
  /** Labels of which a JVM jump table takes more than a method may have. */
  private static final int TOO_MANY_LABELS = 16_500;

  /** Labels of which a JVM jump table takes more than HotSpot compiles. */
  private static final int MANY_LABELS = 3_000;

  private static final int TOO_MANY_VALUES = 252;
  private static final int TOO_MANY_BLOCKS = 1_001;

  /** Core modules that the connector has without it. */
  private static final int MODULES = 2;

  private UncompilableFunctions() {}

  /** What a report has to say of it. */
  static List<Interpreted> expected() {
    return List.of(
        interpreted(1, Optional.empty(), Reason.SIZE),
        interpreted(2, Optional.of("run \"it\"\n"), Reason.ANALYSIS),
        interpreted(3, Optional.of("wide"), Reason.VALUES),
        interpreted(4, Optional.of("calls wide"), Reason.VALUES),
        interpreted(5, Optional.of("deep"), Reason.OPERANDS),
        interpreted(6, Optional.of("blocks"), Reason.BLOCKS));
  }

  private static Interpreted interpreted(int function, Optional<String> name, Reason reason) {
    return new Interpreted(MODULES, function, name, reason);
  }

  /** Its bytes. */
  static byte[] component() throws IOException {
    try (InputStream in =
        UncompilableFunctions.class.getResourceAsStream("/components/c-zig-source.wasm")) {
      byte[] connector = Objects.requireNonNull(in).readAllBytes();
      return new WasmOutput(2 << 20)
          .bytes(connector, 0, connector.length)
          .u8(1)
          .sized(module())
          .toByteArray();
    }
  }

  private static WasmOutput module() {
    WasmOutput types = new WasmOutput(300).u32(3).u8(0x60).u8(0).u8(0).u8(0x60);
    types.u32(TOO_MANY_VALUES);
    IntStream.range(0, TOO_MANY_VALUES).forEach(i -> types.u8(ValueTypes.I32));
    types.u8(0).u8(0x60).u8(1).u8(ValueTypes.I32).u8(0);
    WasmOutput functions = new WasmOutput(16).u32(8);
    IntStream.of(0, 0, 0, 1, 0, 0, 0, 0).forEach(functions::u32);
    WasmOutput code = new WasmOutput(2 << 20).u32(8);
    code.sized(new WasmOutput(2).u8(0).u8(Opcodes.END));
    code.sized(jump(TOO_MANY_LABELS)).sized(manyBlocks(90_000, 3_000));
    code.sized(new WasmOutput(2).u8(0).u8(Opcodes.END));
    code.sized(pushes(TOO_MANY_VALUES).u8(Opcodes.CALL).u32(3).u8(Opcodes.END));
    WasmOutput deep = pushes(ModuleLimits.COMPILED_OPERANDS + 1);
    IntStream.rangeClosed(0, ModuleLimits.COMPILED_OPERANDS).forEach(i -> deep.u8(Opcodes.DROP));
    code.sized(deep.u8(Opcodes.END)).sized(blocks()).sized(jump(MANY_LABELS));
    WasmOutput names = new WasmOutput(128).u32(7).u32(0).name("small");
    names.u32(2).name("run \"it\"\n").u32(3).name("wide").u32(4).name("calls wide");
    names.u32(5).name("deep").u32(6).name("blocks").u32(7).name("slow");
    WasmOutput module = new WasmOutput(2 << 20);
    IntStream.of(0, 'a', 's', 'm', 1, 0, 0, 0).forEach(module::u8);
    module.u8(Sections.TYPE).sized(types).u8(Sections.FUNCTION).sized(functions);
    module.u8(Sections.CODE).sized(code);
    return module.u8(Sections.CUSTOM).sized(new WasmOutput(128).name("name").u8(1).sized(names));
  }

  private static WasmOutput jump(int labels) {
    WasmOutput body = new WasmOutput(labels + 16).u8(0).u8(Opcodes.BLOCK).u8(0x40);
    body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(labels);
    IntStream.rangeClosed(0, labels).forEach(label -> body.u8(0));
    return body.u8(Opcodes.END).u8(Opcodes.END);
  }

  /**
   * So many blocks, in a function of so many locals, that knowing which are live takes too much.
   */
  private static WasmOutput manyBlocks(int count, int locals) {
    WasmOutput body = new WasmOutput(10 * count).u8(1).u32(locals).u8(ValueTypes.I32);
    for (int i = 0; i < count; i++) {
      body.u8(Opcodes.BLOCK).u8(0x40).u8(Opcodes.I32_CONST).u8(0);
      body.u8(Opcodes.LOCAL_SET).u32(i % locals).u8(Opcodes.END);
    }
    return body.u8(Opcodes.END);
  }

  private static WasmOutput pushes(int count) {
    WasmOutput body = new WasmOutput(3 * count).u8(0);
    IntStream.range(0, count).forEach(i -> body.u8(Opcodes.I32_CONST).u8(0));
    return body;
  }

  /** Each takes a parameter. */
  private static WasmOutput blocks() {
    WasmOutput body = new WasmOutput(8 * TOO_MANY_BLOCKS).u8(0);
    for (int i = 0; i < TOO_MANY_BLOCKS; i++) {
      body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BLOCK).signed(2);
      body.u8(Opcodes.DROP).u8(Opcodes.END);
    }
    return body.u8(Opcodes.END);
  }
}

package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.compiler.internal.Compiler;
import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CoreModules;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.validate.OwnModule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What dispatches calls is compiled as if no functions were imported; it comes out as if Chicory
 * had been told of them.
 */
class HostCallsTest {
  private static final int I64 = 0x7e;
  private static final int TOGETHER = 2048;

  /** Imported functions between a memory and a global, defined ones, two types. */
  private static byte[] module(int imported, int defined) {
    WasmOutput imports = new WasmOutput(64).u32(imported + 2);
    imports.name("host").name("memory").append(bytes(2, 0, 1));
    for (int i = 0; i < imported; i++) {
      imports.name("host").name("f" + i).append(bytes(0, i % 2));
    }
    imports.name("host").name("global").append(bytes(3, I64, 0));
    WasmOutput functions = new WasmOutput(defined).u32(defined);
    WasmOutput bodies = new WasmOutput(16 * defined).u32(defined);
    for (int i = 0; i < defined; i++) {
      functions.u8(i % 2);
      bodies.sized(
          i % 2 == 0
              ? bytes(0, Opcodes.LOCAL_GET, 0, Opcodes.I32_CONST, 0)
                  .append(bytes(Opcodes.CALL_INDIRECT, 0, 0, Opcodes.END))
              : bytes(0, Opcodes.END));
    }
    WasmOutput module = bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
    module.u8(Sections.TYPE).sized(bytes(2, 0x60, 1, I64, 0, 0x60, 0, 0));
    module.u8(Sections.IMPORT).sized(imports);
    module.u8(Sections.FUNCTION).sized(functions);
    module.u8(Sections.TABLE).sized(bytes(1, 0x70, 0, 0));
    module.u8(Sections.CODE).sized(bodies);
    return module.toByteArray();
  }

  private static WasmOutput bytes(int... values) {
    WasmOutput out = new WasmOutput(values.length);
    IntStream.of(values).forEach(out::u8);
    return out;
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "3, 0", "3, 5", "3, 1100", "900, 4000", "4998, 5"})
  void dispatchIsWhatChicoryMakesWhenItKnowsTheImports(int imported, int defined) {
    OwnModule module = (OwnModule) CoreModules.validate(module(imported, defined));
    OutlinedModule outlined =
        Outliner.outline(
            CheckedComponent.of(List.of(module)).metered(0, () -> {}),
            new BitSet(),
            OutlineThreshold.DEFAULT,
            () -> {});
    ModuleBodies bodies = ModuleBodies.of(outlined.bytes(), imported);
    CodeLayout layout = CodeLayout.of(bodies);
    CompileJob job = new CompileJob(CompileBudget.DEFAULT, () -> false);

    Map<String, byte[]> made =
        new PartCompiler(new Translatable(outlined, bodies), layout, job)
            .dispatch(Set.of())
            .classes();

    Map<String, byte[]> expected = new TreeMap<>();
    Placement placement =
        new Placement(layout, TOGETHER, i -> i, outlined::isPart, bodies.indirectTypes());
    Compiler.builder(
            ModuleParser.parse(bodies.declarations(), ByteBuffer.allocate(0), List.of()).module())
        .withMaxFunctionsPerClass(TOGETHER)
        .build()
        .compile()
        .classBytes()
        .forEach(
            (name, bytes) -> {
              String internal = name.replace('.', '/');
              if (!GeneratedCode.isGroup(internal) && !GeneratedCode.isHelper(internal)) {
                expected.putAll(MeteredClasses.adapt(bytes, placement));
              }
            });
    assertEquals(expected.keySet(), made.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, made.get(name), name));
    boolean asksHost =
        made.values().stream()
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
            .collect(Collectors.joining())
            .contains("callHostFunction");
    assertEquals(imported > 0, asksHost);
    assertTrue(made.containsKey(Compiler.DEFAULT_CLASS_NAME));
  }
}

package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.TargetJvm;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.runtime.LoadReport.Compiled;
import dev.witloof.runtime.LoadReport.Interpreted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What load reports say of functions that could not be compiled. */
class CompiledReportTest {
  /** Labels of which a JVM jump table takes more than a method may have. */
  private static final int TOO_MANY_LABELS = 16_500;

  @TempDir private Path folder;

  /**
   * A module of three functions, of which the last two cannot be compiled, and the last is named.
   */
  private static byte[] module() {
    WasmOutput small = new WasmOutput(2).u8(0).u8(Opcodes.END);
    WasmOutput large = new WasmOutput(TOO_MANY_LABELS + 16).u8(0).u8(Opcodes.BLOCK).u8(0x40);
    large.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(TOO_MANY_LABELS);
    IntStream.rangeClosed(0, TOO_MANY_LABELS).forEach(label -> large.u8(0));
    large.u8(Opcodes.END).u8(Opcodes.END);
    WasmOutput names = new WasmOutput(32).u32(2).u32(0).name("small").u32(2).name("run \"it\"\n");
    WasmOutput module = new WasmOutput(1 << 16);
    IntStream.of(0, 'a', 's', 'm', 1, 0, 0, 0).forEach(module::u8);
    module.u8(Sections.TYPE).sized(new WasmOutput(4).u32(1).u8(0x60).u8(0).u8(0));
    module.u8(Sections.FUNCTION).sized(new WasmOutput(4).u32(3).u8(0).u8(0).u8(0));
    module.u8(Sections.CODE);
    module.sized(new WasmOutput(1 << 16).u32(3).sized(small).sized(large).sized(large));
    module.u8(Sections.CUSTOM).sized(new WasmOutput(32).name("name").u8(1).sized(names));
    return module.toByteArray();
  }

  private static Compiled compiled() {
    WasmOutput empty = new WasmOutput(8);
    IntStream.of(0, 'a', 's', 'm', 1, 0, 0, 0).forEach(empty::u8);
    List<CoreModule> modules =
        Engines.create(Engine.Mode.COMPILER).prepare(List.of(empty.toByteArray(), module()));
    return Compiled.of(modules, TargetJvm.THIS);
  }

  private LoadReport report(Compiled compiled) throws IOException {
    Path wasm = folder.resolve("c.wasm");
    try (InputStream in =
            CompiledReportTest.class.getResourceAsStream("/components/c-zig-source.wasm");
        ConnectorRuntime runtime = ConnectorRuntime.builder().hostImports(List.of()).build()) {
      Files.write(wasm, in.readAllBytes());
      LoadReport report = runtime.inspect(wasm, LoadOptions.of(Grants.none()));
      return new LoadReport(
          report.identity(),
          report.manifest(),
          report.trust(),
          report.exports(),
          report.imports(),
          report.capabilities(),
          report.coreModules(),
          report.minimumMemory(),
          report.limits(),
          report.engine(),
          report.code(),
          Optional.of(compiled),
          report.warnings(),
          report.upgrade(),
          report.problems());
    }
  }

  @Test
  void interpretedFunctionsAreToldByModuleIndexAndName() throws IOException {
    Compiled compiled = compiled();
    assertEquals(
        List.of(
            new Interpreted(1, 1, Optional.empty()),
            new Interpreted(1, 2, Optional.of("run \"it\"\n"))),
        compiled.interpreted());
    LoadReport report = report(compiled);
    String text = LoadReportText.render(report);
    assertTrue(text.contains("function 1 of core module 1: too large to be compiled"), text);
    assertTrue(text.contains("function 2 of core module 1 "), text);
    assertTrue(text.contains("run") && !text.contains("run \"it\"\n"), "quoted: " + text);
    ArrayNode functions = LoadReportJson.render(report).withArray("interpreted-functions");
    assertEquals(2, functions.size());
    assertTrue(functions.get(0).get("name").isNull());
    assertEquals("run \"it\"\n", functions.get(1).get("name").asText());
    assertEquals(2, functions.get(1).get("function").asInt());
    assertEquals(1, functions.get(1).get("core-module").asInt());
  }

  @Test
  void ofVeryManyTheTextCountsTheRest() throws IOException {
    List<Interpreted> many =
        IntStream.range(0, 25).mapToObj(i -> new Interpreted(0, i, Optional.empty())).toList();
    LoadReport report = report(new Compiled(many, 3));
    String text = LoadReportText.render(report);
    assertTrue(text.contains("function 19 of core module 0"), text);
    assertFalse(text.contains("function 20 of core module 0"), text);
    assertTrue(text.contains("5 more functions"), text);
    assertTrue(text.contains("3 methods that this JVM does not compile"), text);
    assertEquals(25, LoadReportJson.render(report).withArray("interpreted-functions").size());
  }
}

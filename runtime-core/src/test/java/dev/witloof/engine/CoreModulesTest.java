package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CoreModulesTest {
  private static final CoreType.Func UNARY =
      new CoreType.Func(List.of(CoreType.Val.I32), List.of(CoreType.Val.I32));

  @Test
  void importsAreInOrderAndMayRepeat() {
    CoreModuleType type = CoreModules.validate(Fixtures.wasm("linked")).type();
    assertEquals(
        List.of(
            new CoreModuleType.Import("host", "f", UNARY),
            new CoreModuleType.Import("host", "f", UNARY),
            new CoreModuleType.Import("host", "g", new CoreType.Global(CoreType.Val.I64, true))),
        type.imports());
    assertEquals(
        Map.of(
            "both",
            UNARY,
            "bump",
            new CoreType.Func(List.of(), List.of(CoreType.Val.I64)),
            "one",
            UNARY),
        type.exports());
  }

  @Test
  void limitsAreReported() {
    assertEquals(
        new CoreType.Memory(1, OptionalLong.empty(), false, false),
        CoreModules.validate(Fixtures.wasm("memory")).type().exports().get("memory"));
    assertEquals(
        new CoreType.Table(CoreType.Val.FUNCREF, 1, OptionalLong.of(1)),
        CoreModules.validate(Fixtures.wasm("shim")).type().exports().get("$imports"));
    assertEquals(
        new CoreType.Global(CoreType.Val.I32, false),
        CoreModules.validate(Fixtures.wasm("global")).type().exports().get("constant"));
  }

  @Test
  void declarationsThatTheEngineRefusesAreValid() {
    assertEquals(Map.of(), CoreModules.validate(Fixtures.wasm("threads")).type().exports());
    assertEquals(Map.of(), CoreModules.validate(Fixtures.wasm("memory64")).type().exports());
    InvalidModule e =
        assertThrows(InvalidModule.class, () -> CoreModules.validate(Fixtures.wasm("simd")));
    assertEquals(InvalidModule.Kind.UNSUPPORTED, e.kind());
  }

  @Test
  void malformedModuleIsRefused() {
    assertThrows(InvalidModule.class, () -> CoreModules.validate(new byte[] {0, 'a', 's', 'm'}));
  }
}

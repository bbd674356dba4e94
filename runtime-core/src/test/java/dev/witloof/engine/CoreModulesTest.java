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
    CoreModuleType type = CoreModules.typeOf(Fixtures.wasm("linked"));
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
        CoreModules.typeOf(Fixtures.wasm("memory")).exports().get("memory"));
    assertEquals(
        new CoreType.Table(CoreType.Val.FUNCREF, 1, OptionalLong.of(1)),
        CoreModules.typeOf(Fixtures.wasm("shim")).exports().get("$imports"));
    assertEquals(
        new CoreType.Global(CoreType.Val.I32, false),
        CoreModules.typeOf(Fixtures.wasm("global")).exports().get("constant"));
  }

  @Test
  void declarationsThatTheEngineRefusesAreValid() {
    assertEquals(Map.of(), CoreModules.typeOf(Fixtures.wasm("threads")).exports());
    assertEquals(Map.of(), CoreModules.typeOf(Fixtures.wasm("memory64")).exports());
    InvalidModule e =
        assertThrows(InvalidModule.class, () -> CoreModules.typeOf(Fixtures.wasm("simd")));
    assertEquals(InvalidModule.Kind.UNSUPPORTED, e.kind());
  }

  @Test
  void malformedModuleIsRefused() {
    assertThrows(InvalidModule.class, () -> CoreModules.typeOf(new byte[] {0, 'a', 's', 'm'}));
  }
}

package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.WasmBuilder;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Functions that HotSpot would compile whole are cut if their loops are full of accesses. */
class HotFunctionTest {
  private static final int VOID = 0x40;
  private static final int I32 = 0x7f;
  private static final int I32_ADD = 0x6a;

  /** By estimate 13 bytes of JVM code each. */
  private static final int LOADS = 420;

  @Test
  void loopsFullOfAccessesAreCut() {
    assertTrue(functions(body(LOADS, 0, 0), OutlineThreshold.DEFAULT) > 1);
  }

  @Test
  void accessesOutsideOfLoopsAreNotCounted() {
    assertEquals(1, functions(body(0, 0, LOADS), OutlineThreshold.DEFAULT));
  }

  @Test
  void accessesFarApartAreLeftTogether() {
    assertEquals(1, functions(body(90, 6, 0), OutlineThreshold.DEFAULT));
  }

  @Test
  void largeFunctionsAreCutNoFurther() {
    WasmOutput large = body(2 * LOADS, 0, 0);
    int parts = functions(large, OutlineThreshold.DEFAULT);
    assertTrue(parts > 1);
    assertEquals(functions(large, new OutlineThreshold(6_999, 100)), parts);
  }

  @Test
  void smallFunctionsAreLeftWhole() {
    assertEquals(1, functions(body(LOADS / 2, 0, 0), OutlineThreshold.DEFAULT));
  }

  @Test
  void otherThresholdsSayThemselvesWhatIsCut() {
    assertEquals(1, functions(body(LOADS, 0, 0), OutlineThreshold.LARGE));
  }

  /** How many functions come of one. */
  private static int functions(WasmOutput body, OutlineThreshold threshold) {
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 1, I32, 0))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.MEMORY, WasmBuilder.bytes(1, 0, 1))
            .section(Sections.CODE, WasmBuilder.bytes(1).sized(body))
            .build();
    OutlinedModule outlined = Outliner.outline(module, new BitSet(), threshold, () -> {});
    return ModuleValidator.validate(outlined.bytes()).decoded().bodies().size();
  }

  /**
   * A loop, then the same outside of it.
   *
   * @param between additions behind each load of the loop, by estimate 9 bytes of JVM code each
   */
  private static WasmOutput body(int looped, int between, int behind) {
    WasmOutput body = WasmBuilder.bytes(1, 1, I32).u8(LOOP).u8(VOID);
    for (int i = 0; i < looped; i++) {
      load(body);
      for (int k = 0; k < between; k++) {
        body.u8(LOCAL_GET).u8(0).u8(LOCAL_GET).u8(1).u8(I32_ADD).u8(LOCAL_SET).u8(1);
      }
    }
    body.u8(LOCAL_GET).u8(1).u8(BR_IF).u8(0).u8(END);
    for (int i = 0; i < behind; i++) {
      load(body);
    }
    return body.u8(END);
  }

  private static void load(WasmOutput body) {
    body.u8(LOCAL_GET).u8(0).u8(FIRST_LOAD).u8(2).u8(0).u8(LOCAL_SET).u8(1);
  }
}

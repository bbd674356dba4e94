package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.WasmBuilder;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.validate.ModuleValidator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes of a module: valid, deterministic, with the original functions where they were. */
class OutlinerTest {
  private static final int FUNCTIONS = 7;
  private static final int I64_ADD = 0x7c;

  /** The function that has a table of jumps in a loop. */
  private static final int INTERPRET = 2;

  private static byte[] module() throws IOException {
    try (InputStream in = OutlinerTest.class.getResourceAsStream("/engine/outline.wasm")) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatIsCutOutIsValidAndComesBehind() throws IOException {
    OutlinedModule cut = Outliner.outline(module(), new BitSet(), OutlineThreshold.TINY, () -> {});
    var decoded = ModuleValidator.validate(cut.bytes()).decoded();
    assertEquals(cut.origins().length, decoded.bodies().size());
    assertEquals(cut.codeSizes().length, decoded.bodies().size());
    assertTrue(decoded.bodies().size() > FUNCTIONS + 4, "parts: " + decoded.bodies().size());
    for (int i = 0; i < FUNCTIONS; i++) {
      assertEquals(i, cut.origin(i));
    }
    assertTrue(Arrays.stream(cut.origins()).allMatch(origin -> origin < FUNCTIONS));
    assertEquals(
        ModuleValidator.validate(module()).decoded().exports().keySet(),
        decoded.exports().keySet());
  }

  @Test
  void theSameModuleGivesTheSameBytes() throws IOException {
    assertArrayEquals(
        Outliner.outline(module(), new BitSet(), OutlineThreshold.TINY, () -> {}).bytes(),
        Outliner.outline(module(), new BitSet(), OutlineThreshold.TINY, () -> {}).bytes());
  }

  @Test
  void partsAreSmallWhereThatIsEnough() throws IOException {
    int function = 500;
    int part = 100;
    int largest = largestPart(new OutlineThreshold(function, 20));
    int smaller = largestPart(new OutlineThreshold(function, 20, part));
    assertTrue(largest > 2 * part, "the largest part has " + largest);
    assertTrue(smaller < 2 * part, "the largest of small parts has " + smaller);
  }

  /** The size of the largest function that is cut out of the one that interprets. */
  private static int largestPart(OutlineThreshold threshold) throws IOException {
    OutlinedModule cut = Outliner.outline(module(), new BitSet(), threshold, () -> {});
    assertTrue(cut.codeSizes()[INTERPRET] <= threshold.function(), "what is left is too large");
    return IntStream.range(FUNCTIONS, cut.codeSizes().length)
        .filter(i -> cut.origin(i) == INTERPRET)
        .map(i -> cut.codeSizes()[i])
        .max()
        .orElseThrow();
  }

  @Test
  void blockParametersGoThroughLocals() throws IOException {
    BitSet with = new BitSet();
    with.set(3, 5);
    OutlinedModule plain = Outliner.outline(module(), with, OutlineThreshold.NEVER, () -> {});
    assertTrue(plain.uncompilable().isEmpty());
    BitSet left = ModuleValidator.validate(plain.bytes()).uses().blocksWithParameters();
    assertTrue(left.isEmpty(), "bodies with block parameters: " + left);
    assertTrue(ModuleValidator.validate(module()).uses().blocksWithParameters().equals(with));
  }

  /** As each run of statements mentions all of them, and hands them on. */
  @Test
  void manyLiveLocalsPreventNoCutWhereNothingElseWouldBeCompiled() {
    for (int locals : new int[] {30, 50}) {
      assertTrue(sizes(locals, 30_000, OutlineThreshold.DEFAULT).length > 1);
      assertFits(sizes(locals, 30_000, OutlineThreshold.DEFAULT), OutlineThreshold.DEFAULT);
      assertFits(sizes(locals, 30_000, OutlineThreshold.LARGE), OutlineThreshold.LARGE);
    }
  }

  /** A JVM that compiles methods of any size had better compile one whole than C1 its parts. */
  @Test
  void manyLiveLocalsPreventCutsWhereTheWholeIsCompiled() {
    int largest = largest(sizes(50, 3_000, OutlineThreshold.LARGE));
    assertTrue(largest > OutlineThreshold.LARGE.function(), "the largest has " + largest);
    assertFits(sizes(30, 3_000, OutlineThreshold.LARGE), OutlineThreshold.LARGE);
  }

  private static int largest(int[] sizes) {
    return Arrays.stream(sizes).max().orElseThrow();
  }

  private static void assertFits(int[] sizes, OutlineThreshold threshold) {
    int largest = largest(sizes);
    assertTrue(largest <= threshold.function(), largest + " of " + threshold);
  }

  /** What becomes of a function whose statements each add a local to the next one. */
  private static int[] sizes(int locals, int statements, OutlineThreshold threshold) {
    WasmOutput body = WasmBuilder.bytes(1).u32(locals).u8(ValueTypes.I64);
    for (int i = 0; i < statements; i++) {
      body.u8(LOCAL_GET).u32((i + 1) % locals).u8(LOCAL_GET).u32(i % locals).u8(I64_ADD);
      body.u8(LOCAL_SET).u32((i + 1) % locals);
    }
    body.u8(I64_CONST).u8(0);
    for (int i = 0; i < locals; i++) {
      body.u8(LOCAL_GET).u32(i).u8(I64_ADD);
    }
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 1, ValueTypes.I64))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.CODE, WasmBuilder.bytes(1).sized(body.u8(END)))
            .build();
    OutlinedModule outlined = Outliner.outline(module, new BitSet(), threshold, () -> {});
    ModuleValidator.validate(outlined.bytes());
    return outlined.codeSizes();
  }

  @Test
  void smallModulesStayAsTheyAre() throws IOException {
    byte[] module = module();
    assertSame(
        module, Outliner.outline(module, new BitSet(), OutlineThreshold.DEFAULT, () -> {}).bytes());
  }
}

package dev.witloof.engine.internal.outline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void smallModulesStayAsTheyAre() throws IOException {
    byte[] module = module();
    assertSame(
        module, Outliner.outline(module, new BitSet(), OutlineThreshold.DEFAULT, () -> {}).bytes());
  }
}

package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What looks at every instruction of a guest is compiled by HotSpot at its default flags, which
 * leave methods of more than 8000 bytes to its interpreter for ever. So no switch over all opcodes
 * may grow that large, lest validating, metering or cutting a large module take many times as long.
 */
class CompilableMethodsTest {
  /** Its one method that validates bodies is such a method, and one reason why ours is not it. */
  private static final String CHICORYS_VALIDATOR = "com.dylibso.chicory.wasm.Validator";

  private static int large(String name) throws Exception {
    return LargeMethods.count(List.of(EngineClasses.bytes(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "validate", "rewrite", "outline"})
  void noMethodIsTooLarge(String part) throws Exception {
    List<String> classes = EngineClasses.of("dev.witloof.engine.internal." + part);
    assertTrue(classes.size() > 5, classes::toString);
    List<String> tooLarge = new ArrayList<>();
    for (String name : classes) {
      if (large(name) > 0) {
        tooLarge.add(name);
      }
    }
    assertEquals(List.of(), tooLarge, "classes with methods of more than 8000 bytes; split them");
  }

  @Test
  void aMethodThatIsTooLargeIsSeen() throws Exception {
    assertEquals(1, large(CHICORYS_VALIDATOR));
  }
}

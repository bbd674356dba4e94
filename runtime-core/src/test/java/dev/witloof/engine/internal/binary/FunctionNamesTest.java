package dev.witloof.engine.internal.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The name section may be anything: names are read as far as they can be. */
class FunctionNamesTest {
  private static final int MODULE_NAME = 0;
  private static final int FUNCTIONS = 1;

  /** A module of custom sections. */
  private static WasmOutput module() {
    WasmOutput module = new WasmOutput(64);
    IntStream.of(0, 'a', 's', 'm', 1, 0, 0, 0).forEach(module::u8);
    module.u8(Sections.CUSTOM).sized(new WasmOutput(8).name("producers").u8(0xff));
    return module;
  }

  private static byte[] named(WasmOutput subsections) {
    WasmOutput content = new WasmOutput(64).name("name").append(subsections);
    return module().u8(Sections.CUSTOM).sized(content).toByteArray();
  }

  private static WasmOutput functions(WasmOutput names) {
    WasmOutput moduleName = new WasmOutput(16).u8(MODULE_NAME);
    return moduleName.sized(new WasmOutput(8).name("m")).u8(FUNCTIONS).sized(names);
  }

  private static WasmOutput twoNames() {
    return new WasmOutput(16).u32(2).u32(3).name("three").u32(7).name("sieben ✓");
  }

  @Test
  void wantedFunctionsHaveTheirNames() {
    byte[] module = named(functions(twoNames()));
    assertEquals(Map.of(7, "sieben ✓"), FunctionNames.of(module, Set.of(7, 8)));
    assertEquals(Map.of(3, "three", 7, "sieben ✓"), FunctionNames.of(module, Set.of(3, 7)));
    assertEquals(Map.of(), FunctionNames.of(module().toByteArray(), Set.of(3)));
  }

  @Test
  void whatComesBeforeTheFirstFaultCounts() {
    byte[] more = named(functions(new WasmOutput(16).u32(3).u32(3).name("three")));
    assertEquals(Map.of(3, "three"), FunctionNames.of(more, Set.of(3, 7)));
    WasmOutput notText = new WasmOutput(16).u32(2).u32(3).name("three").u32(7).u32(1).u8(0xff);
    assertEquals(Map.of(3, "three"), FunctionNames.of(named(functions(notText)), Set.of(3, 7)));
    WasmOutput endless = new WasmOutput(16).u32(-1).u32(3).name("three");
    assertEquals(Set.of(), FunctionNames.of(named(endless), Set.of(3)).keySet());
  }

  @Test
  void aSectionThatIsCutOffAnywhereDoesNoHarm() {
    byte[] whole = functions(twoNames()).toByteArray();
    for (int length = 0; length < whole.length; length++) {
      byte[] module = named(new WasmOutput(64).bytes(whole, 0, length));
      Set<String> names = Set.copyOf(FunctionNames.of(module, Set.of(3, 7)).values());
      assertEquals(Set.of(), difference(names, Set.of("three", "sieben ✓")), "length " + length);
    }
  }

  private static Set<String> difference(Set<String> names, Set<String> known) {
    return names.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet());
  }
}

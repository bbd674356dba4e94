package dev.witloof.component.internal.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.CoreType.Val;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreMatchingTest {
  private static final CoreType.Func NOTHING = new CoreType.Func(List.of(), List.of());
  private static final CoreType.Global CONSTANT = new CoreType.Global(Val.I32, false);

  private static String mismatch(CoreType expected, CoreType actual) {
    return CoreMatching.mismatch(expected, actual).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "1, -1, 1, -1, true",
    "1, -1, 2, 5, true",
    "2, -1, 1, -1, false",
    "1, 4, 1, 4, true",
    "1, 4, 1, 5, false",
    "1, 4, 1, -1, false",
  })
  void memoriesAndTablesMatchByTheirLimits(
      long wantsMin, long wantsMax, long hasMin, long hasMax, boolean matches) {
    assertEquals(
        matches,
        CoreMatching.mismatch(memory(wantsMin, wantsMax), memory(hasMin, hasMax)).isEmpty());
    assertEquals(
        matches,
        CoreMatching.mismatch(
                table(Val.FUNCREF, wantsMin, wantsMax), table(Val.FUNCREF, hasMin, hasMax))
            .isEmpty());
  }

  private static CoreType.Memory memory(long min, long max) {
    return new CoreType.Memory(min, limit(max), false, false);
  }

  private static CoreType.Table table(Val element, long min, long max) {
    return new CoreType.Table(element, min, limit(max));
  }

  private static OptionalLong limit(long max) {
    return max < 0 ? OptionalLong.empty() : OptionalLong.of(max);
  }

  @Test
  void saysHowTheyDiffer() {
    CoreType.Func takes = new CoreType.Func(List.of(Val.I32), List.of(Val.I64));
    assertEquals(
        "expected: (func), found: (func (param i32) (result i64))", mismatch(NOTHING, takes));
    assertEquals("none", mismatch(takes, takes));
    assertEquals("expected global, found func", mismatch(CONSTANT, NOTHING));
    assertEquals(
        "expected global type i32, found i64",
        mismatch(CONSTANT, new CoreType.Global(Val.I64, false)));
    assertEquals(
        "global types differ in mutability: expected global i32, found global mut i32",
        mismatch(CONSTANT, new CoreType.Global(Val.I32, true)));
    assertEquals("none", mismatch(CONSTANT, CONSTANT));
    assertEquals(
        "expected table element type funcref, found externref",
        mismatch(table(Val.FUNCREF, 1, -1), table(Val.EXTERNREF, 1, -1)));
    assertEquals(
        "mismatch in the shared flag for memories: expected memory 1 2 shared, found memory 1 2",
        mismatch(new CoreType.Memory(1, OptionalLong.of(2), true, false), memory(1, 2)));
    assertEquals(
        "mismatch in index type used for memories: expected memory 1, found memory i64 1",
        mismatch(memory(1, -1), new CoreType.Memory(1, OptionalLong.empty(), false, true)));
  }

  @Test
  void modulesMayImportLessAndExportMore() {
    CoreModuleType.Import f = new CoreModuleType.Import("", "f", NOTHING);
    CoreModuleType.Import g = new CoreModuleType.Import("", "f", CONSTANT);
    CoreModuleType none = new CoreModuleType(List.of(), Map.of());
    CoreModuleType importsF = new CoreModuleType(List.of(f), Map.of());
    CoreModuleType exportsF = new CoreModuleType(List.of(), Map.of("f", NOTHING));

    assertEquals(Optional.empty(), modules(importsF, none));
    assertEquals(Optional.empty(), modules(none, exportsF));
    assertEquals(Optional.of("missing expected import `::f`"), modules(none, importsF));
    assertEquals(Optional.of("missing expected export `f`"), modules(exportsF, none));
    assertEquals(
        Optional.of("type mismatch in import `::f`: expected func, found global"),
        modules(new CoreModuleType(List.of(g), Map.of()), importsF));
    assertEquals(
        Optional.of("type mismatch in export `f`: expected func, found global"),
        modules(exportsF, new CoreModuleType(List.of(), Map.of("f", CONSTANT))));
  }

  private static Optional<String> modules(CoreModuleType expected, CoreModuleType actual) {
    return CoreMatching.mismatch(expected, actual, () -> {});
  }
}

package dev.witloof.engine;

import static dev.witloof.engine.internal.binary.Opcodes.END;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever names a module has, messages about it forge no line and fill no log. */
class UntrustedNamesTest {
  private static final String HOSTILE = "a\n\u001b[2Jb\r\u0085\u2028c\u202ed\u2066e\u200ff";
  private static final String CLEANED = "\"a??[2Jb???c?d?e?f\"";
  private static final String LONG = "x".repeat(ModuleLimits.NAME_BYTES);
  private static final String CUT = '"' + "x".repeat(80) + "…\"";

  private static final int FUNCTION = 0;
  private static final int GLOBAL = 3;

  static Stream<Arguments> refusedModules() {
    return Stream.of(HOSTILE, LONG)
        .flatMap(
            name ->
                Stream.of(
                    Arguments.of("duplicate export name", name, duplicateExport(name)),
                    Arguments.of("unknown function 7", name, unknownExport(name)),
                    Arguments.of("passes a funcref", name, funcrefExport(name)),
                    Arguments.of("passes a funcref", name, globalImport(name, 0x70))));
  }

  private static byte[] duplicateExport(String name) {
    WasmOutput exports = new WasmOutput(64).u32(2);
    exports.name(name).u8(FUNCTION).u32(0).name(name).u8(FUNCTION).u32(0);
    return function().section(Sections.EXPORT, exports).section(Sections.CODE, body()).build();
  }

  private static byte[] unknownExport(String name) {
    WasmOutput exports = new WasmOutput(64).u32(1).name(name).u8(FUNCTION).u32(7);
    return function().section(Sections.EXPORT, exports).section(Sections.CODE, body()).build();
  }

  private static WasmBuilder function() {
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 0, 0))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0));
  }

  private static WasmOutput body() {
    return WasmBuilder.bytes(1, 2, 0, END);
  }

  private static byte[] funcrefExport(String name) {
    return new WasmBuilder()
        .section(Sections.GLOBAL, WasmBuilder.bytes(1, 0x70, 0, 0xd0, 0x70, END))
        .section(Sections.EXPORT, new WasmOutput(64).u32(1).name(name).u8(GLOBAL).u32(0))
        .build();
  }

  private static byte[] globalImport(String name, int type) {
    WasmOutput imports = new WasmOutput(64).u32(1).name(name).name(name).u8(GLOBAL).u8(type).u8(0);
    return new WasmBuilder().section(Sections.IMPORT, imports).build();
  }

  @ParameterizedTest
  @MethodSource("refusedModules")
  void refusalsQuoteThemOnOneShortLine(String fault, String name, byte[] module) {
    Engine engine = Engines.create(Engine.Mode.INTERPRETER);
    InvalidModule refusal =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(module)));
    assertTrue(refusal.getMessage().contains(fault), refusal.getMessage());
    assertQuoted(name, refusal);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatDoesNotLinkQuotesThemOnOneShortLine(String name) {
    Engine engine = Engines.create(Engine.Mode.INTERPRETER);
    CoreModule module = engine.prepare(List.of(globalImport(name, ValueTypes.I32))).get(0);
    CoreFunction function =
        engine.hostFunction(new CoreType.Func(List.of(), List.of()), call -> new long[0]);
    Store store = engine.newStore(1 << 20);

    InvalidModule refusal =
        assertThrows(InvalidModule.class, () -> Fixtures.instantiate(store, module, function));

    assertEquals(InvalidModule.Kind.UNLINKABLE, refusal.kind());
    assertQuoted(name, refusal);
  }

  static Stream<String> names() {
    return Stream.of(HOSTILE, LONG);
  }

  private static void assertQuoted(String name, InvalidModule refusal) {
    String message = refusal.getMessage();
    assertTrue(message.contains(name.equals(LONG) ? CUT : CLEANED), message);
    assertTrue(message.length() < 500, () -> message.length() + " characters");
    assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
    assertTrue(
        message.codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT), message);
  }

  /** What quotes a guest elsewhere, such as a failure of the host, is held to it as well. */
  @Test
  void trapsAndRefusalsAreOneLineWhateverIsPutIntoThem() {
    for (RuntimeException each :
        List.of(
            new Trap(Trap.Kind.HOST, HOSTILE + LONG),
            new Trap(Trap.Kind.HOST, HOSTILE + LONG, new IllegalStateException()),
            new InvalidModule(InvalidModule.Kind.INVALID, HOSTILE + LONG),
            new InvalidModule(InvalidModule.Kind.INVALID, 3, HOSTILE + LONG),
            new InvalidModule(InvalidModule.Kind.INVALID, HOSTILE + LONG, new Exception()))) {
      assertTrue(each.getMessage().startsWith("a⏎?[2Jb???c?d?e?fxxx"), each.getMessage());
      assertTrue(each.getMessage().length() < 2_100, () -> each.getMessage().length() + "");
    }
  }
}

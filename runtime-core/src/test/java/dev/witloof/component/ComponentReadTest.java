package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.TypePrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentReadTest {
  private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};

  static byte[] resource(String name) throws IOException {
    try (InputStream in =
        ComponentReadTest.class.getResourceAsStream("/components/" + name + ".wasm")) {
      return in.readAllBytes();
    }
  }

  /** A component of one section. */
  private static byte[] component(int section, int... content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREAMBLE);
    out.write(section);
    out.write(content.length);
    for (int b : content) {
      out.write(b);
    }
    return out.toByteArray();
  }

  private static InvalidComponent refused(byte[] bytes) {
    return assertThrows(InvalidComponent.class, () -> Component.read(bytes));
  }

  @Test
  void readsARealComponent() throws IOException {
    Component component = Component.read(resource("c-zig-source"));

    ExternType.Instance source =
        assertInstanceOf(
            ExternType.Instance.class, component.exports().get("witloof:connector/source@0.1.0"));
    assertEquals(
        "func(self: borrow<read-handle>) -> list<u8>",
        TypePrinter.print(source.exports().get("[method]read-handle.cursor")));
    assertEquals(
        List.of("witloof:connector/types@0.1.0"), List.copyOf(component.imports().keySet()));
    assertEquals(2, component.coreModules().size());
  }

  @Test
  void readsImportedInstancesWithTheirResources() throws IOException {
    Component component = Component.read(resource("cpp-wasi-source"));

    ExternType.Instance streams =
        assertInstanceOf(
            ExternType.Instance.class, component.imports().get("wasi:io/streams@0.2.12"));
    assertInstanceOf(ExternType.Resource.class, streams.exports().get("output-stream"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c-zig-source", "assemblyscript-source"})
  void everyTruncationIsRefused(String name) throws IOException {
    byte[] whole = resource(name);
    int accepted = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        Component.read(part);
        accepted++;
      } catch (InvalidComponent expected) {
        assertTrue(expected.offset() <= length, expected::getMessage);
      }
    }
    // What ends between two sections is a component again, only a smaller one.
    assertTrue(accepted < 60, "accepted " + accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c-zig-source", "assemblyscript-source", "cpp-wasi-source"})
  void flippedBitsNeverSurfaceAsAnythingElse(String name) throws IOException {
    byte[] whole = resource(name);
    Random random = new Random(42);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] copy = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        Component.read(copy);
      } catch (InvalidComponent expected) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void saysWhatIsNotAComponent() {
    assertTrue(
        refused("hello, world".getBytes(StandardCharsets.UTF_8))
            .getMessage()
            .contains("not WebAssembly"));
    String module = refused(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}).getMessage();
    assertTrue(module.contains("core WebAssembly module"), module);
    assertTrue(module.contains("wasm-tools component new"), module);
    assertTrue(refused(new byte[0]).getMessage().contains("unexpected end-of-file"));
    byte[] cut = Arrays.copyOf(component(7, 0x01, 0x7f), 11);
    assertTrue(refused(cut).getMessage().contains("seems truncated"));
    assertEquals(9, refused(cut).offset());
    assertTrue(
        refused(new byte[] {0, 'a', 's', 'm', 0x0c, 0, 1, 0}).getMessage().contains("version"));
  }

  /** One place is told, as other tools tell it: in hexadecimal digits, of the whole file. */
  @Test
  void faultOfACoreModuleHasItsPlaceInTheComponent() {
    int nullableReference = 0x63;
    byte[] bytes =
        component(1, 0, 'a', 's', 'm', 1, 0, 0, 0, 1, 5, 1, 0x60, 1, nullableReference, 0);

    InvalidComponent refused = refused(bytes);

    assertEquals(nullableReference, bytes[(int) refused.offset()]);
    assertEquals(
        "core module: the module needs the WebAssembly proposal \"typed function references\", which"
            + " this engine does not support; build it without (at byte 0x17)",
        refused.getMessage());
  }

  @Test
  void theEmptyComponentIsOne() {
    Component empty = Component.read(PREAMBLE);
    assertTrue(empty.imports().isEmpty());
    assertTrue(empty.exports().isEmpty());
  }

  /** What is known and refused is named; each is one definition in one section. */
  @ParameterizedTest
  @CsvSource({
    "8, '1 9 0 0x7f 0', task.return",
    "8, '1 13', subtask.drop",
    "8, '1 9 1 0 0', task.return",
    "8, '1 12 1', thread.yield",
    "8, '1 10 0x7f 0', context.get",
    "8, '1 15 0 0', stream.read",
    "8, '1 32 0 0', waitable-set.wait",
    "8, '1 39 0 0', thread.new-indirect",
    "8, '1 66 0', thread.available-parallelism",
    "8, '1 0 0 0 1 6 0', the canonical option async",
    "8, '1 0 0 0 1 7 0 0', the canonical option callback",
    "8, '1 0 0 0 1 8 0 0', the canonical option core-type",
    "8, '1 0 0 0 1 9 0', the canonical option gc",
    "8, '1 28 0', error-context.new",
    "8, '1 64 0 0', thread.spawn-ref",
    "7, '1 0x66 0', stream types",
    "7, '1 0x65 0', future types",
    "7, '1 0x67 0x7f 1', fixed-length lists",
    "7, '1 0x63 0x7f 0x7f', map types",
    "7, '1 0x70 0x64', error-context types",
    "7, '1 0x64', error-context types",
    "7, '1 0x3f 0x7e 0', represented by `i64`",
    "7, '1 0x43 0 1 0', async functions",
    "9, '0 0 0', the start section",
    "12, '0', the value section",
    "3, '1 0x5f 0', garbage-collection",
    "3, '1 0x00 0x50 0 0x60 0 0', garbage-collection",
    "3, '1 0x50 1 1 0x50 0 0x60 0 0', garbage-collection",
    "3, '1 0x50 1 0 0 0 4 0 0', a tag",
    "3, '1 0x50 1 0 0 0 2 4 0', memory64",
    "3, '1 0x50 1 0 0 0 2 8 0 0', custom-page-sizes",
    "3, '1 0x50 1 0 0 0 1 0x70 3 0 0', shared-everything-threads",
    "3, '1 0x50 1 0 0 0 1 0x70 4 0', memory64",
    "2, '1 1 1 0 4 0', the tag sort",
    "5, '1 1 1 0 1 97 2 0', the value sort",
    "10, '1 0 1 97 2 1 0x7f', value imports",
  })
  void refusesByName(int section, String content, String name) {
    int[] bytes = Arrays.stream(content.split(" ")).mapToInt(Integer::decode).toArray();
    InvalidComponent thrown = refused(component(section, bytes));
    assertEquals(Kind.UNSUPPORTED, thrown.kind(), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(name), thrown::getMessage);
  }

  @ParameterizedTest
  @CsvSource({
    "1, '0', MALFORMED, unexpected end",
    "7, '0xff 0xff 0xff 0xff 0x0f', MALFORMED, unexpected end",
    "7, '0xff 0xff 0xff 0xff 0x7f', MALFORMED, integer too large",
    "7, '0xff 0xff 0xff 0xff 0xff 0', MALFORMED, integer representation too long",
    "7, '1', MALFORMED, unexpected end",
    "7, '1 0x50', MALFORMED, invalid leading byte",
    "7, '0 0', MALFORMED, section size mismatch",
    "13, '0', MALFORMED, malformed section id",
    "7, '1 0x72 0', INVALID, at least one",
    "7, '1 0x69 0', INVALID, unknown type 0",
    "7, '1 0x72 1 1 0x5f 0x7f', INVALID, kebab",
    "7, '1 0x72 2 1 97 0x7f 1 97 0x7f', INVALID, conflicts",
    "7, '1 0x3f 0x7d 0', INVALID, i32",
    "7, '1 0x3f 0x7f 2', MALFORMED, invalid leading byte (0x2) for resource destructor",
    "7, '1 0x6e 0', INVALID, flags must have at least one entry",
    "7, '1 0x66 1 0x74', INVALID, is not valid at this time",
    "7, '1 0x67 0x7f 0', INVALID, Fixed-length lists must have",
    "7, '1 0x6b 0xff 0xff 0xff 0xff 0x6f', MALFORMED, integer too large",
    "7, '1 0x40 0 1 1', MALFORMED, invalid leading byte (0x1) for number of results",
    "7, '1 0x40 0 2', MALFORMED, invalid leading byte (0x2) for component function results",
    "7, '1 0x71 1 1 97 0 1', MALFORMED, invalid leading byte (0x1) for zero byte required",
    "7, '1 0x6a 2', MALFORMED, invalid leading byte (0x2) for optional component value type",
    "7, '1 0x42 1 3 0 1 97 3 1', MALFORMED, invalid leading byte (0x3) for component or instance",
    "7, '1 0x42 1 2 0 0 1 0 0', INVALID, core export alias",
    "7, '1 0x42 1 1 0x3f 0x7f 0', INVALID, resources can only be defined within a concrete",
    "8, '1 7', MALFORMED, invalid leading byte (0x7) for canonical function",
    "8, '1 12 2', MALFORMED, invalid boolean value",
    "8, '1 0 1', MALFORMED, invalid leading byte (0x1) for canonical function lift",
    "8, '1 0 0 0 1 10', MALFORMED, invalid leading byte (0xa) for canonical option",
    "2, '1 2', MALFORMED, invalid leading byte (0x2) for core instance",
    "2, '1 0 0 1 0 0', MALFORMED, invalid leading byte (0x0) for instantiation arg kind",
    "2, '1 1 1 0 0x10 0', INVALID, a core instance cannot export a core type",
    "3, '1 0x50 1 0 0 0 1 0x70 8 0', MALFORMED, invalid table",
    "3, '1 0x50 1 0 0 0 2 16 0', MALFORMED, invalid memory",
    "3, '1 0x50 1 0 0 0 3 0x7f 2', MALFORMED, malformed mutability",
    "3, '1 0x50 1 0 0 0 3 0x60 0', MALFORMED, invalid value type",
    "3, '1 0x50 1 1 0x50 0 0x50', INVALID, a module type cannot hold another",
    "3, '1 0x50 1 2 0 1 0 0', MALFORMED, invalid leading byte (0x0) for outer alias kind",
    "3, '1 0x50 1 2 16 0 0 0', MALFORMED, invalid leading byte (0x0) for outer alias target",
    "5, '1 1 1 0 1 97 6 0', MALFORMED, invalid leading byte (0x6) for component external kind",
    "5, '1 1 1 0 1 97 0 0 0', INVALID, a core function cannot be passed or exported",
    "10, '1 3 1 97 3 1', MALFORMED, invalid leading byte (0x3) for component name",
    "10, '1 2 1 97 1 3 1 97 3 1', MALFORMED, invalid leading byte (0x3) for name option",
    "10, '1 2 1 97 2 2 0 2 0 3 1', INVALID, duplicate 'external-id' option in name",
    "10, '1 0 1 97 3 2', MALFORMED, invalid leading byte (0x2) for type bound",
    "10, '1 0 1 97 6', MALFORMED, invalid leading byte (0x6) for component external kind",
    "11, '1 0 1 97 3 0 2', MALFORMED, invalid leading byte (0x2) for optional component export",
    "11, '1 0 5 117 114 108 61 60 3 0 0', INVALID, unknown type 0",
    "6, '1 5 2 0 0', MALFORMED, invalid leading byte (0x5) for component outer alias kind",
    "6, '1 3 3 0 0', MALFORMED, invalid leading byte (0x3) for alias",
    "10, '1 0 2 0xc3 0x28 1 0', MALFORMED, UTF-8",
    "10, '1 0 1 0x20 3 1', INVALID, extern name",
    "10, '2 0 1 97 3 1 0 1 0x41 3 1', INVALID, conflicts",
    "11, '1 0 1 97 1 0 0', INVALID, unknown function 0",
    "6, '1 3 2 1 0', INVALID, outer alias count",
    "6, '1 1 2 0 0', MALFORMED, outer alias cannot name",
    "8, '1 2 0', INVALID, unknown type 0",
    "5, '1 0 0 0', INVALID, unknown component 0",
  })
  void saysWhatIsWrong(int section, String content, Kind kind, String message) {
    int[] bytes = Arrays.stream(content.split(" ")).mapToInt(Integer::decode).toArray();
    InvalidComponent thrown = refused(component(section, bytes));
    if (section == 1) {
      assertTrue(thrown.getMessage().contains("core module"), thrown::getMessage);
      return;
    }
    assertEquals(kind, thrown.kind(), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  /** Each level instantiates the level below twice: 2^60 instantiations in 3 KB. */
  @Test
  void exponentialInstantiationIsRefused() {
    byte[] nested = PREAMBLE;
    for (int level = 0; level < 40; level++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(PREAMBLE);
      out.write(4);
      leb(nested.length, out);
      out.writeBytes(nested);
      out.writeBytes(new byte[] {5, 7, 2, 0, 0, 0, 0, 0, 0});
      nested = out.toByteArray();
    }
    InvalidComponent thrown = refused(nested);
    assertEquals(Kind.LIMIT, thrown.kind(), thrown::getMessage);
  }

  @Test
  void deepNestingIsRefused() {
    byte[] nested = PREAMBLE;
    for (int level = 0; level < 200; level++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(PREAMBLE);
      out.write(4);
      leb(nested.length, out);
      out.writeBytes(nested);
      nested = out.toByteArray();
    }
    assertEquals(Kind.LIMIT, refused(nested).kind());
  }

  /** Each type is a tuple of the one before, twice: 2^60 nodes in 300 bytes. */
  @Test
  void exponentialTypesAreRefused() {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    types.write(61);
    types.write(0x7f);
    for (int i = 0; i < 60; i++) {
      types.writeBytes(new byte[] {0x6f, 2, (byte) i, (byte) i});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREAMBLE);
    out.write(7);
    leb(types.size(), out);
    out.writeBytes(types.toByteArray());
    InvalidComponent thrown = refused(out.toByteArray());
    assertEquals(Kind.LIMIT, thrown.kind(), thrown::getMessage);
  }

  @Test
  void aComponentIsReadTheSameTwice() throws IOException {
    byte[] bytes = resource("assemblyscript-source");
    assertEquals(
        Component.read(bytes).exports().keySet(), Component.read(bytes).exports().keySet());
    assertFalse(Component.read(bytes).exports().isEmpty());
  }

  private static void leb(int value, ByteArrayOutputStream out) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}

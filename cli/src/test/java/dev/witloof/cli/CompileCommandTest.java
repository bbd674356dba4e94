package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.witloof.engine.Engines;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiling ahead, and loading what was compiled. */
class CompileCommandTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path MANIFEST = ROOT.resolve("examples/earthquakes/connector.toml");
  private static final String GUEST =
      ROOT.resolve("conformance-tests/src/test/resources/guests/c-zig-source.wasm").toString();

  private static final String[] INSPECT = {
    "inspect",
    MANIFEST.toString(),
    "--grant",
    "http=earthquake.usgs.gov",
    "--grant",
    "config",
    "--grant",
    "log"
  };

  @TempDir Path folder;

  @Test
  void whatIsCompiledAheadLoadsFromTheCache() throws IOException {
    Invocation first = run("compile", MANIFEST.toString(), "--json");
    assertEquals(ExitCode.DONE, first.exitCode(), first.err());
    JsonNode compiled = new JsonMapper().readTree(first.out());
    assertFalse(compiled.at("/compiled/0/from-cache").asBoolean(true));
    assertEquals("earthquakes", compiled.at("/compiled/0/connector").asText());
    assertTrue(compiled.at("/compiled/0/bytes").asLong() > 10_000, first.out());
    assertTrue(compiled.at("/cache/bytes").asLong() > 10_000, first.out());
    assertEquals(List.of("defaults", "launcher"), compiled.findValuesAsText("for"));
    assertFalse(compiled.at("/compiled/1/from-cache").asBoolean(true));

    Invocation again = run("compile", MANIFEST.toString());
    assertTrue(again.out().startsWith("was there     earthquakes for defaults: "), again.out());
    assertTrue(again.out().contains("\nwas there     earthquakes for launcher: "), again.out());
    assertTrue(again.out().contains("\ncache         " + folder), again.out());

    Invocation loaded = run(INSPECT);
    assertEquals(ExitCode.DONE, loaded.exitCode(), loaded.err());
    assertTrue(isFromCache(loaded), loaded.out());
  }

  /** The test's JVM has the flags of most applications. */
  @Test
  void anApplicationFindsWhatTheLauncherCompiledForIt() throws Exception {
    Invocation ahead = launched("compile", GUEST, "--for", "defaults");
    assertEquals(ExitCode.DONE, ahead.exitCode(), ahead.err());
    assertTrue(ahead.out().startsWith("compiled      c-zig-source for defaults: "), ahead.out());
    assertTrue(isFromCache(run("inspect", GUEST)));
    assertFalse(isFromCache(launched("inspect", GUEST)));
  }

  @Test
  void theLauncherFindsWhatAnApplicationCompiledForIt() throws Exception {
    Invocation ahead = run("compile", GUEST, "--for", "launcher");
    assertEquals(ExitCode.DONE, ahead.exitCode(), ahead.err());
    assertTrue(ahead.out().startsWith("compiled      c-zig-source for launcher: "), ahead.out());
    assertTrue(isFromCache(launched("inspect", GUEST)));
    assertFalse(isFromCache(run("inspect", GUEST)));
  }

  private static boolean isFromCache(Invocation inspected) {
    assertEquals(ExitCode.DONE, inspected.exitCode(), inspected.err());
    String engine =
        inspected
            .out()
            .lines()
            .filter(line -> line.startsWith("engine "))
            .findFirst()
            .orElseThrow();
    assertTrue(engine.matches("engine +compiler(, with code from the cache)?"), engine);
    return engine.endsWith("cache");
  }

  @Test
  void saysForWhichJvmMethodsAreSlow() throws IOException {
    Files.write(folder.resolve("large.wasm"), componentOfALargeFunction());
    Invocation done = run("compile", "large.wasm");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    List<String> lines = done.lines();
    assertTrue(lines.get(0).startsWith("compiled      large for defaults: "), done.out());
    assertEquals(
        "slow          1 methods that HotSpot does not compile at its default flags; it does with "
            + String.join(" ", Engines.LARGE_METHOD_FLAGS),
        lines.get(1));
    assertTrue(lines.get(2).startsWith("compiled      large for launcher: "), done.out());
    assertTrue(lines.get(3).startsWith("cache "), done.out());

    JsonNode again = new JsonMapper().readTree(run("compile", "large.wasm", "--json").out());
    assertEquals(List.of("1", "0"), again.findValuesAsText("slow-methods"));
  }

  /** The table of jumps makes a method of 12 KB, and cannot be cut. */
  private static byte[] componentOfALargeFunction() {
    int labels = 3_000;
    WasmOutput body = new WasmOutput(2 * labels).u8(0).u8(Opcodes.BLOCK).u8(0x40);
    body.u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.BR_TABLE).u32(labels);
    IntStream.rangeClosed(0, labels).forEach(label -> body.u8(0));
    body.u8(Opcodes.END).u8(Opcodes.END);
    WasmOutput module = new WasmOutput(2 * labels);
    IntStream.of(0, 'a', 's', 'm', 1, 0, 0, 0).forEach(module::u8);
    module.u8(Sections.TYPE).sized(new WasmOutput(4).u32(1).u8(0x60).u8(0).u8(0));
    module.u8(Sections.FUNCTION).sized(new WasmOutput(2).u32(1).u8(0));
    module.u8(Sections.CODE).sized(new WasmOutput(2 * labels).u32(1).sized(body));
    WasmOutput component = new WasmOutput(2 * labels);
    IntStream.of(0, 'a', 's', 'm', 13, 0, 1, 0).forEach(component::u8);
    return component.u8(1).sized(module).toByteArray();
  }

  @Test
  void withoutACacheNothingIsKept() throws IOException {
    String[] arguments = Arrays.copyOf(INSPECT, INSPECT.length + 1);
    arguments[INSPECT.length] = "--no-cache";
    Invocation loaded = Invocation.run(folder, arguments);
    assertEquals(ExitCode.DONE, loaded.exitCode(), loaded.err());
    assertFalse(loaded.out().contains("cache"), loaded.out());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /** What compiling refuses is refused only by who waits for it. */
  @Test
  void compilesInTheBackgroundWhenAsked() throws IOException {
    Files.write(folder.resolve("wide.wasm"), connectorOfWideFunctions(3_001));
    String refusal = "3001 functions cannot be compiled to methods of the JVM";

    Invocation eager = run("inspect", "wide.wasm");
    assertEquals(ExitCode.REFUSED, eager.exitCode(), eager.err());
    assertTrue((eager.out() + eager.err()).contains(refusal), eager.out() + eager.err());

    Invocation background = run("inspect", "wide.wasm", "--compile", "background");
    assertEquals(ExitCode.DONE, background.exitCode(), background.err());
    // Unless the compiler was faster than the report.
    assertTrue(
        background.out().contains("compiler, interpreted until it is compiled in the background")
            || background.out().contains("compiler, but interpreted: "),
        background.out());
    assertRefused("later", run("inspect", MANIFEST.toString(), "--compile", "later"));
  }

  @Test
  void namesFunctionsThatStayInterpreted() throws IOException {
    Files.write(folder.resolve("wide.wasm"), connectorOfWideFunctions(21));
    Invocation done = run("compile", "wide.wasm", "--for", "defaults");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    List<String> lines = done.lines();
    assertTrue(lines.get(0).startsWith("compiled      wide for defaults: "), done.out());
    String first = "interpreted   function 0 of core module \\d+: has, calls or contains .*";
    assertTrue(lines.get(1).matches(first), done.out());
    assertEquals("interpreted   1 more functions", lines.get(21));

    Invocation again = run("compile", "wide.wasm", "--for", "defaults", "--json");
    JsonNode functions =
        new JsonMapper().readTree(again.out()).at("/compiled/0/interpreted-functions");
    assertEquals(21, functions.size());
    assertEquals(20, functions.at("/20/function").asInt());
    assertEquals("values", functions.at("/20/reason").asText());
  }

  /** A connector that works, with one core module more, whose functions have 252 parameters. */
  private static byte[] connectorOfWideFunctions(int count) throws IOException {
    WasmOutput types = new WasmOutput(300).u32(1).u8(0x60).u32(252);
    IntStream.range(0, 252).forEach(i -> types.u8(ValueTypes.I32));
    WasmOutput functions = new WasmOutput(2 * count).u32(count);
    WasmOutput code = new WasmOutput(4 * count).u32(count);
    for (int i = 0; i < count; i++) {
      functions.u32(0);
      code.u32(2).u8(0).u8(Opcodes.END);
    }
    WasmOutput module = new WasmOutput(8 * count);
    IntStream.of(0, 'a', 's', 'm', 1, 0, 0, 0).forEach(module::u8);
    module.u8(Sections.TYPE).sized(types.u8(0)).u8(Sections.FUNCTION).sized(functions);
    module.u8(Sections.CODE).sized(code);
    byte[] connector = Files.readAllBytes(Path.of(GUEST));
    WasmOutput component = new WasmOutput(connector.length + 8 * count);
    return component.bytes(connector, 0, connector.length).u8(1).sized(module).toByteArray();
  }

  @Test
  void badUseIsNamed() throws IOException {
    assertRefused("no cache to fill", Invocation.run(folder, "compile", MANIFEST.toString()));
    assertRefused("contradict", run("compile", MANIFEST.toString(), "--no-cache"));
    assertRefused("there is no file", run("compile", "missing.wasm"));
    assertRefused("DEFAULTS, LAUNCHER, BOTH", run("compile", GUEST, "--for", "android"));
    Files.writeString(folder.resolve("text.wasm"), "hello");
    assertRefused("cannot compile", run("compile", "text.wasm"));
  }

  @Test
  void aCacheThatDoesNotTakeItIsAFailure() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");
    Invocation done =
        Invocation.run(folder, "compile", GUEST, "--for", "defaults", "--cache-dir", "file/cache");
    assertRefused("not all that was compiled is in the cache", done);
    assertTrue(done.out().contains("compiled      c-zig-source"), done.out());
  }

  private static void assertRefused(String hint, Invocation done) {
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains(hint), done.err());
  }

  @Test
  void theUsersOwnDirectoryIsWhereTheDesktopSpecificationSays() {
    assertEquals(
        Optional.of(Path.of("/var/cache/me/witloof")),
        CacheOptions.userDirectory(Map.of("XDG_CACHE_HOME", "/var/cache/me"), "/home/me"));
    assertEquals(
        Optional.of(Path.of("/home/me/.cache/witloof")),
        CacheOptions.userDirectory(Map.of("XDG_CACHE_HOME", "relative"), "/home/me"));
    assertEquals(
        Optional.of(Path.of("/home/me/.cache/witloof")),
        CacheOptions.userDirectory(Map.of(), "/home/me"));
    assertEquals(Optional.empty(), CacheOptions.userDirectory(Map.of(), null));
    assertEquals(Optional.empty(), CacheOptions.userDirectory(Map.of(), "?"));
  }

  private Invocation run(String... arguments) {
    return Invocation.run(folder, withCache(arguments).toArray(String[]::new));
  }

  /** Runs a command in a JVM with the launcher's flags. */
  private Invocation launched(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Engines.LARGE_METHOD_FLAGS);
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Witloof.class.getName());
    command.addAll(withCache(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // The user's own grants have no part in it.
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().remove("WITLOOF_AUDIT");
    int status = builder.start().waitFor();
    return new Invocation(status, Files.readString(out), Files.readString(err));
  }

  private List<String> withCache(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
    return all;
  }
}

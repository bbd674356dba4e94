package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiling ahead, and loading what was compiled. */
class CompileCommandTest {
  private static final Path MANIFEST =
      Path.of("").toAbsolutePath().getParent().resolve("examples/earthquakes/connector.toml");

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

    Invocation again = run("compile", MANIFEST.toString());
    assertTrue(again.lines().get(0).startsWith("was there     earthquakes: "), again.out());
    assertTrue(again.lines().get(1).startsWith("cache         " + folder), again.out());

    Invocation loaded = run(INSPECT);
    assertEquals(ExitCode.DONE, loaded.exitCode(), loaded.err());
    assertTrue(loaded.out().contains("compiler, with code from the cache"), loaded.out());
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

  @Test
  void compilesInTheBackgroundWhenAsked() {
    String[] arguments = Arrays.copyOf(INSPECT, INSPECT.length + 3);
    arguments[INSPECT.length] = "--no-cache";
    arguments[INSPECT.length + 1] = "--compile";
    arguments[INSPECT.length + 2] = "background";
    Invocation loaded = Invocation.run(folder, arguments);
    assertEquals(ExitCode.DONE, loaded.exitCode(), loaded.err());
    // Unless the compiler was faster than the report.
    assertTrue(
        loaded.out().contains("interpreted until it is compiled in the background")
            || loaded.out().lines().anyMatch(line -> line.matches("engine\\s+compiler")),
        loaded.out());
    assertRefused("later", run("inspect", MANIFEST.toString(), "--compile", "later"));
  }

  @Test
  void badUseIsNamed() throws IOException {
    assertRefused("no cache to fill", Invocation.run(folder, "compile", MANIFEST.toString()));
    assertRefused("contradict", run("compile", MANIFEST.toString(), "--no-cache"));
    assertRefused("there is no file", run("compile", "missing.wasm"));
    Files.writeString(folder.resolve("text.wasm"), "hello");
    assertRefused("cannot compile", run("compile", "text.wasm"));
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
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--cache-dir";
    all[arguments.length + 1] = folder.resolve("cache").toString();
    return Invocation.run(folder, all);
  }
}

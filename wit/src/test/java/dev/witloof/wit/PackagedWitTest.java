package dev.witloof.wit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed binary is what {@code build.sh} makes of the committed text. */
class PackagedWitTest {
  private static final Path RESOURCES = Path.of("src/main/resources/witloof");
  private static final String WASM_TOOLS_VERSION = "wasm-tools 1.262.0";

  @Test
  void binaryWasMadeFromThisText() throws IOException {
    Map<String, String> recorded =
        Files.readAllLines(Path.of("connector.sha256")).stream()
            .map(line -> line.split(" +", 2))
            .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
    assertEquals(
        new TreeMap<>(recorded),
        actualDigests(),
        "the WIT text or its binary changed: run wit/build.sh and commit what it writes");
  }

  @Test
  void rebuildingGivesTheSameBytes(@TempDir Path scratch) throws Exception {
    assumeTrue(wasmToolsVersion().startsWith(WASM_TOOLS_VERSION), "no " + WASM_TOOLS_VERSION);
    Path rebuilt = scratch.resolve("connector.wasm");
    Process build =
        new ProcessBuilder("./build.sh", rebuilt.toAbsolutePath().toString()).inheritIO().start();
    assertEquals(0, build.waitFor(), "build.sh failed");
    assertArrayEquals(
        Files.readAllBytes(RESOURCES.resolve("connector.wasm")), Files.readAllBytes(rebuilt));
  }

  @Test
  void textAndBinaryAreResources() {
    for (String name : List.of("connector.wasm", "wit/connector.wit", "wit/deps/http/types.wit")) {
      assertNotNull(getClass().getResource("/witloof/" + name), name);
    }
  }

  private static Map<String, String> actualDigests() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = RESOURCES.relativize(file).toString().replace('\\', '/');
        digests.put(name, sha256(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** What wasm-tools says of itself, or an empty text when there is none on this machine. */
  private static String wasmToolsVersion() throws InterruptedException, IOException {
    String command =
        "PATH=\"${WITLOOF_TOOLCHAIN:-$HOME/.cache/witloof-toolchain}/bin:$PATH\" wasm-tools --version";
    Process process;
    try {
      process =
          new ProcessBuilder("bash", "-c", command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException noShell) {
      return "";
    }
    try (InputStream out = process.getInputStream()) {
      String version = new String(out.readAllBytes());
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? version : "";
    }
  }
}

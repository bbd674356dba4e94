package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM with an engine has initialised what a guest could use first. */
class FirstUseTest {
  private static final List<String> CLASSES =
      List.of(
          "com/dylibso/chicory/runtime/OpcodeImpl",
          "com/dylibso/chicory/runtime/MemCopyWorkaround",
          "dev/witloof/engine/Trap$Kind",
          "dev/witloof/engine/LimitExceeded$Limit",
          "dev/witloof/engine/internal/chicory/GuestAccesses",
          "java/util/Formatter");

  /** A program that makes an engine. */
  static final class Program {
    public static void main(String[] arguments) {
      Engines.create(Engine.Mode.valueOf(arguments[0]));
    }
  }

  @Test
  void anEngineInitialisesThemWhenItIsMade() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+init=info",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                Engine.Mode.COMPILER.name())
            .redirectErrorStream(true)
            .start();
    String log;
    try (InputStream in = process.getInputStream()) {
      log = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, process.waitFor(), log);
    for (String type : CLASSES) {
      assertTrue(log.contains("Initializing '" + type + "'"), type);
    }
  }
}

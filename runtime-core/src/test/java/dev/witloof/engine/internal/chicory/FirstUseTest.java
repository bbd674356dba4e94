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
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

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

  private record Ended(int status, String output) {
    static Ended program(String flag, Engine.Mode mode) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  flag,
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Program.class.getName(),
                  mode.name())
              .redirectErrorStream(true)
              .start();
      try (InputStream in = process.getInputStream()) {
        String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
      }
    }
  }

  @Test
  void anEngineInitialisesThemWhenItIsMade() throws IOException, InterruptedException {
    Ended ended = Ended.program("-Xlog:class+init=info", Engine.Mode.COMPILER);
    String log = ended.output();
    assertEquals(0, ended.status(), log);
    for (String type : CLASSES) {
      assertTrue(log.contains("Initializing '" + type + "'"), type);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void anEngineThatMayNotAccessMemoryIsNotMade() throws IOException, InterruptedException {
    String denied = "--sun-misc-unsafe-memory-access=deny";

    Ended compiler = Ended.program(denied, Engine.Mode.COMPILER);
    Ended interpreter = Ended.program(denied, Engine.Mode.INTERPRETER);

    assertTrue(
        compiler.output().contains("start it with --sun-misc-unsafe-memory-access=allow"),
        compiler.output());
    assertEquals(new Ended(0, ""), interpreter);
  }
}

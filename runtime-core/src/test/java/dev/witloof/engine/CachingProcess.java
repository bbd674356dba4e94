package dev.witloof.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that compiles a module with a cache, and runs it: another application's. */
final class CachingProcess {
  private CachingProcess() {}

  /**
   * Prints what a call returns, and whether the code came from the cache.
   *
   * @param arguments the directory of the cache
   */
  public static void main(String... arguments) {
    Engine engine =
        Engines.create(Engine.Mode.COMPILER, CompileCache.at(Path.of(arguments[0]), 1L << 30));
    CoreModule module = Fixtures.module(engine, "kernel");
    Store store = engine.newStore(Fixtures.MIB);
    Fixtures.Guest guest = new Fixtures.Guest(store, Fixtures.instantiate(store, module));
    System.out.println(guest.call("run", 500) + (module.fromCache() ? " cached" : " compiled"));
  }

  /** Starts one, by a shell command that ends with it. */
  static Process start(String shell, Path directory) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", shell + " exec \"$@\"", "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(CachingProcess.class.getName(), directory.toString()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
        .start();
  }

  /** What one that ends well has printed. */
  static String output(Process process) throws IOException, InterruptedException {
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    return status == 0 ? output : "status " + status + ": " + output;
  }
}

package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The command {@code run-wast}: executes scripts and prints each failure and skip with its file and
 * line, and last how many commands passed.
 */
public final class RunWast {
  static final int ALL_PASSED = 0;
  static final int SOME_FAILED = 1;
  static final int UNUSABLE = 2;

  private static final String USAGE =
      """
      usage: run-wast [--engine compiler|interpreter] PATH...

      PATH is a .json file made by `wasm-tools json-from-wast`, with its binaries beside it, or a
      folder that is searched for them.
      """;

  /** Deep recursion is a test of its own; guests run on a thread with this stack. */
  private static final long STACK_BYTES = 64L << 20;

  private final PrintStream out;
  private final PrintStream err;

  RunWast(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Exits with 0 when nothing failed, 1 when something did, 2 when there was nothing to run. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int status = new RunWast(out, System.err).run(List.of(arguments));
    out.flush();
    System.exit(status);
  }

  /** Runs the command and returns its exit status. */
  int run(List<String> arguments) {
    Engine.Mode mode = Engine.Mode.COMPILER;
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--engine") || argument.startsWith("--engine=")) {
        boolean joined = argument.startsWith("--engine=");
        String name =
            joined
                ? argument.substring("--engine=".length())
                : i + 1 < arguments.size() ? arguments.get(++i) : "";
        Optional<Engine.Mode> given = mode(name);
        if (given.isEmpty()) {
          return unusable("unknown engine '" + name + "'");
        }
        mode = given.get();
      } else if (argument.startsWith("-")) {
        return unusable("unknown option '" + argument + "'");
      } else {
        paths.add(Path.of(argument));
      }
    }
    if (paths.isEmpty()) {
      return unusable("no PATH is given");
    }
    return run(Engines.create(mode), paths);
  }

  private static Optional<Engine.Mode> mode(String name) {
    return switch (name) {
      case "compiler", "compiled" -> Optional.of(Engine.Mode.COMPILER);
      case "interpreter", "interpreted" -> Optional.of(Engine.Mode.INTERPRETER);
      default -> Optional.empty();
    };
  }

  private int unusable(String problem) {
    err.println("run-wast: " + problem);
    err.print(USAGE);
    return UNUSABLE;
  }

  private int run(Engine engine, List<Path> paths) {
    TreeSet<Path> files = new TreeSet<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        return unusable("there is no " + path);
      }
      try (Stream<Path> found = Files.walk(path)) {
        found
            .filter(file -> file.equals(path) || file.toString().endsWith(".json"))
            .filter(Files::isRegularFile)
            .forEach(files::add);
      } catch (IOException e) {
        return unusable("cannot read " + e.getMessage());
      }
    }
    if (files.isEmpty()) {
      return unusable("there is no .json file in " + paths);
    }
    Tally tally = new Tally(out);
    onDeepStack(() -> files.forEach(file -> run(engine, file, tally)));
    out.println(tally.summary());
    return tally.hasFailures() ? SOME_FAILED : ALL_PASSED;
  }

  private static void run(Engine engine, Path file, Tally tally) {
    Script script;
    try {
      script = Script.read(file);
    } catch (IOException | IllegalArgumentException e) {
      tally.add(file.toString(), new Outcome.Failed("not a script: " + e.getMessage()));
      return;
    }
    ScriptRunner runner = new ScriptRunner(script, engine);
    for (Command command : script.commands()) {
      tally.add(script.source() + ":" + command.line(), runner.run(command));
    }
  }

  private static void onDeepStack(Runnable work) {
    Thread thread = new Thread(null, work, "run-wast", STACK_BYTES);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

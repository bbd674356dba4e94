package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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

  private final PrintStream out;
  private final PrintStream err;

  RunWast(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Exits with 0 when nothing failed, 1 when something did, 2 when the command line is wrong or an
   * input cannot be read.
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = new RunWast(out, err).run(List.of(arguments));
    out.flush();
    System.exit(status);
  }

  /** Runs the command and returns its exit status. */
  int run(List<String> arguments) {
    try {
      Options options = Options.parse(arguments);
      return run(options, scripts(options.paths()));
    } catch (Options.UsageException e) {
      err.println("run-wast: " + e.getMessage());
      err.print(Options.USAGE);
      return UNUSABLE;
    } catch (IOException e) {
      err.println("run-wast: cannot read " + e.getMessage());
      return UNUSABLE;
    }
  }

  /** The files that are given or lie in folders that are. */
  private static Collection<Path> scripts(List<Path> paths) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    for (Path path : paths) {
      int before = files.size();
      try (Stream<Path> found = Files.walk(path)) {
        found
            .filter(file -> file.equals(path) || file.toString().endsWith(".json"))
            .filter(Files::isRegularFile)
            .forEach(files::add);
      }
      if (files.size() == before && Files.isDirectory(path)) {
        throw new IOException(path + ": there is no .json file in it");
      }
    }
    return files;
  }

  private int run(Options options, Collection<Path> files) {
    Engine engine = options.engine().create(options.cutting());
    Optional<Comparison> comparison =
        options
            .rival()
            .map(
                rival ->
                    new Comparison(out, engine, rival.create(Optional.empty()), options.limits()));
    Tally tally = new Tally(out);
    boolean unreadable = false;
    for (Path file : files) {
      try {
        Script script = Script.read(file);
        comparison.ifPresentOrElse(
            both -> both.add(script),
            () ->
                ScriptThread.run(
                    script,
                    engine,
                    options.limits(),
                    (command, outcome) -> tally.add(script.place(command), outcome)));
      } catch (IOException | IllegalArgumentException e) {
        tally.add(file.toString(), new Outcome.Failed("not a script: " + e.getMessage()));
        unreadable = true;
      }
    }
    out.println(comparison.map(Comparison::summary).orElseGet(tally::summary));
    boolean failed = tally.hasFailures() || comparison.filter(Comparison::isWorse).isPresent();
    return unreadable ? UNUSABLE : failed ? SOME_FAILED : ALL_PASSED;
  }
}

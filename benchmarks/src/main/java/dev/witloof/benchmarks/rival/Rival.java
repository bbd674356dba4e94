package dev.witloof.benchmarks.rival;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that measures itself when told to, and waits otherwise. It reads a number of
 * milliseconds from its standard input, works at least that long, and answers with the numbers of a
 * {@link Turn} on one line. Its errors go to ours.
 */
public final class Rival implements AutoCloseable {
  /** The system property that names a Python which can import {@code wasmtime}. */
  public static final String PYTHON = "witloof.benchmarks.python";

  private final List<String> command;
  private final Process process;
  private final PrintStream turns;
  private final BufferedReader answers;

  private Rival(List<String> command) {
    this.command = command;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    turns = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Stock Chicory, compiled, unmetered, with its fastest memory, on the JVM that runs this. */
  public static Rival chicory(Path module, int argument) {
    return new Rival(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-Xbatch",
            "-cp",
            System.getProperty("java.class.path"),
            ChicoryKernel.class.getName(),
            module.toString(),
            Integer.toString(argument)));
  }

  /** A script of {@code benchmarks/rivals}, which runs wasmtime. */
  public static Rival wasmtime(String script, String... arguments) {
    String python = System.getProperty(PYTHON);
    if (python == null) {
      throw new IllegalStateException(
          "no Python with wasmtime: start this by benchmarks/compare, or set -D" + PYTHON);
    }
    List<String> command = new ArrayList<>();
    command.add(python);
    command.add(Path.of("benchmarks", "rivals", script).toString());
    command.addAll(List.of(arguments));
    return new Rival(command);
  }

  /** Lets the rival work for about that long, and waits for what it says. */
  public Turn turn(long millis) {
    turns.println(millis);
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("ended, see its error above: " + command);
      }
      long[] numbers = Stream.of(answer.split(" ")).mapToLong(Long::parseLong).toArray();
      return new Turn(numbers[0], numbers[1], numbers[2], numbers[3]);
    } catch (IOException e) {
      throw new UncheckedIOException("lost " + command, e);
    }
  }

  /** Ends the process: its input is at its end. */
  @Override
  public void close() {
    turns.close();
    process.destroy();
  }
}

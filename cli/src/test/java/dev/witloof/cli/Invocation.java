package dev.witloof.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a command did: its exit code and what it said. */
record Invocation(int exitCode, String out, String err) {

  /** Runs a command in this process, in a folder. */
  static Invocation run(Path folder, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Invocation done = run(out, folder, arguments);
    return new Invocation(done.exitCode(), out.toString(StandardCharsets.UTF_8), done.err());
  }

  /** Runs a command that writes to {@code out}. */
  static Invocation run(OutputStream out, Path folder, String... arguments) {
    return run(out, folder, Optional.empty(), Optional.empty(), arguments);
  }

  /** Runs a command of a user with a file of grants, but not at a terminal. */
  static Invocation granted(Path grants, Path folder, String... arguments) {
    return run(folder, Optional.of(grants), Optional.empty(), arguments);
  }

  /** Runs a command of a user with a file of grants, who types answers. */
  static Invocation answered(String answers, Path grants, Path folder, String... arguments) {
    BufferedReader typed = new BufferedReader(new StringReader(answers));
    return run(folder, Optional.of(grants), Optional.of(typed), arguments);
  }

  private static Invocation run(
      Path folder, Optional<Path> grants, Optional<BufferedReader> answers, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Invocation done = run(out, folder, grants, answers, arguments);
    return new Invocation(done.exitCode(), out.toString(StandardCharsets.UTF_8), done.err());
  }

  private static Invocation run(
      OutputStream out,
      Path folder,
      Optional<Path> grants,
      Optional<BufferedReader> answers,
      String... arguments) {
    StringWriter err = new StringWriter();
    Console console =
        new Console(out, new PrintWriter(err, true), folder, Optional.empty(), grants, answers);
    return new Invocation(Witloof.execute(console, arguments), "", err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}

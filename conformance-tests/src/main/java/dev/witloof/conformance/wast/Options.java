package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param paths at least one file or folder
 */
record Options(Engine.Mode mode, Limits limits, List<Path> paths) {
  static final String USAGE =
      """
      usage: run-wast [--engine compiled|interpreter] [--timeout SECONDS] PATH...

      PATH is a .json file made by `wasm-tools json-from-wast`, with its binaries beside it, or a
      folder that is searched for them. A command may run guest code for SECONDS (60).
      """;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The command line cannot be understood; the message says why. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private UsageException(String message) {
      super(message);
    }
  }

  static Options parse(List<String> arguments) throws UsageException {
    Engine.Mode mode = Engine.Mode.COMPILER;
    Duration timeout = TIMEOUT;
    List<Path> paths = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String[] argument = rest.next().split("=", 2);
      switch (argument[0]) {
        case "--engine" -> mode = mode(value(argument, rest));
        case "--timeout" -> timeout = timeout(value(argument, rest));
        default -> {
          if (argument[0].startsWith("-")) {
            throw new UsageException("unknown option '" + argument[0] + "'");
          }
          paths.add(Path.of(String.join("=", argument)));
        }
      }
    }
    if (paths.isEmpty()) {
      throw new UsageException("no PATH is given");
    }
    return new Options(mode, new Limits(timeout), paths);
  }

  /** The value of an option, behind = or the next argument. */
  private static String value(String[] option, Iterator<String> rest) throws UsageException {
    if (option.length == 2) {
      return option[1];
    }
    if (!rest.hasNext()) {
      throw new UsageException("option '" + option[0] + "' needs a value");
    }
    return rest.next();
  }

  private static Engine.Mode mode(String name) throws UsageException {
    return switch (name) {
      case "compiled", "compiler" -> Engine.Mode.COMPILER;
      case "interpreter", "interpreted" -> Engine.Mode.INTERPRETER;
      default -> throw new UsageException("unknown engine '" + name + "'");
    };
  }

  private static Duration timeout(String seconds) throws UsageException {
    if (!seconds.matches("[1-9]\\d{0,5}")) {
      throw new UsageException("'" + seconds + "' is no number of seconds from 1 to 999999");
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}

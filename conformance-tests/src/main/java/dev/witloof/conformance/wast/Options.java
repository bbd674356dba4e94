package dev.witloof.conformance.wast;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param rival the engine whose outcomes shall be compared with those of {@code engine}
 * @param cutting how our engine cuts functions, unless as usual
 * @param paths at least one file or folder
 */
record Options(
    TestEngine engine,
    Optional<TestEngine> rival,
    Optional<Cutting> cutting,
    Limits limits,
    List<Path> paths) {
  static final String USAGE =
      """
      usage: run-wast [--engine ENGINE] [--against ENGINE] [--outline-threshold BYTES]
                      [--outline-part BYTES] [--timeout SECONDS] PATH...

      PATH is a .json file made by `wasm-tools json-from-wast`, with its binaries beside it, or a
      folder that is searched for them. A command may run guest code for SECONDS (60).
      ENGINE is compiled (the default), interpreter, stock or stock-interpreter: Chicory as it
      comes, for core modules only. --against lists what one engine passes and the other does not.
      --outline-threshold makes our engine cut functions from that many bytes of JVM code on; 1
      cuts wherever a function can be cut. --outline-part makes the pieces no larger than that
      where it is enough.
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
    TestEngine engine = TestEngine.COMPILED;
    Optional<TestEngine> rival = Optional.empty();
    OptionalInt threshold = OptionalInt.empty();
    OptionalInt part = OptionalInt.empty();
    Duration timeout = TIMEOUT;
    List<Path> paths = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String[] argument = rest.next().split("=", 2);
      switch (argument[0]) {
        case "--engine" -> engine = engine(value(argument, rest));
        case "--against" -> rival = Optional.of(engine(value(argument, rest)));
        case "--outline-threshold" -> threshold = OptionalInt.of(bytes(value(argument, rest)));
        case "--outline-part" -> part = OptionalInt.of(bytes(value(argument, rest)));
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
    return new Options(engine, rival, cutting(threshold, part), new Limits(timeout), paths);
  }

  private static Optional<Cutting> cutting(OptionalInt threshold, OptionalInt part)
      throws UsageException {
    if (threshold.isPresent()) {
      return Optional.of(new Cutting(threshold.getAsInt(), part));
    }
    if (part.isPresent()) {
      throw new UsageException("option '--outline-part' needs '--outline-threshold', too");
    }
    return Optional.empty();
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

  private static TestEngine engine(String name) throws UsageException {
    return TestEngine.named(name)
        .orElseThrow(() -> new UsageException("unknown engine '" + name + "'"));
  }

  private static int bytes(String bytes) throws UsageException {
    if (!bytes.matches("[1-9]\\d{0,8}")) {
      throw new UsageException("'" + bytes + "' is no number of bytes from 1 to 999999999");
    }
    return Integer.parseInt(bytes);
  }

  private static Duration timeout(String seconds) throws UsageException {
    if (!seconds.matches("[1-9]\\d{0,5}")) {
      throw new UsageException("'" + seconds + "' is no number of seconds from 1 to 999999");
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}

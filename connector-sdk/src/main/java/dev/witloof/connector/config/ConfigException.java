package dev.witloof.connector.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used; the message has a line for each of 100 problems. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MAX_LINES = 100;

  private final String file;
  private final transient List<ConfigProblem> problems;

  /**
   * @param file the file as the user named it
   * @param problems at least one
   */
  public ConfigException(String file, List<ConfigProblem> problems) {
    super(message(file, sorted(problems)));
    this.file = file;
    this.problems = sorted(problems);
  }

  /** A file that cannot be read at all. */
  ConfigException(String file, String message, Throwable cause) {
    super(file + ": " + message, cause);
    this.file = file;
    this.problems = List.of(new ConfigProblem(Position.START, "", message));
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** Everything that is wrong, at least one problem, in the order of the file. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static List<ConfigProblem> sorted(List<ConfigProblem> problems) {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((ConfigProblem problem) -> problem.position().line())
                .thenComparingInt(problem -> problem.position().column()))
        .toList();
  }

  private static String message(String file, List<ConfigProblem> problems) {
    String lines =
        problems.stream()
            .limit(MAX_LINES)
            .map(problem -> file + ":" + problem)
            .collect(Collectors.joining(System.lineSeparator()));
    return problems.size() <= MAX_LINES
        ? lines
        : "%s%n%s: and %,d more".formatted(lines, file, problems.size() - MAX_LINES);
  }
}

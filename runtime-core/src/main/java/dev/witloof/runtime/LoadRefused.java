package dev.witloof.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** A connector was refused at load; says every reason, not only the first. */
public final class LoadRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient LoadReport report;

  LoadRefused(LoadReport report, Throwable cause) {
    super(describe(report.connector(), report.problems()), cause);
    this.report = report;
  }

  LoadRefused(LoadReport report) {
    super(describe(report.connector(), report.problems()));
    this.report = report;
  }

  /** What is known of the connector. */
  public LoadReport report() {
    return report;
  }

  /** Never empty. */
  public List<LoadProblem> problems() {
    return report.problems();
  }

  private static String describe(String connector, List<LoadProblem> problems) {
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", "connector '" + connector + "' was refused at load:", ""));
  }
}

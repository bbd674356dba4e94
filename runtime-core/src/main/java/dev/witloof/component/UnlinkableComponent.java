package dev.witloof.component;

import dev.witloof.engine.PlainText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A component imports what the host does not offer, or with another type. The message has one line
 * of bounded length for each such import, whatever names the component has.
 */
public final class UnlinkableComponent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An import that cannot be satisfied.
   *
   * @param importName as the component has it
   * @param reason what is missing or different, with the type that the component wants and the one
   *     that the host has
   */
  public record Problem(String importName, String reason) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final transient List<Problem> problems;

  public UnlinkableComponent(List<Problem> problems) {
    super(
        problems.stream()
            .map(
                problem ->
                    PlainText.line("import '" + problem.importName() + "': " + problem.reason()))
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every import that cannot be satisfied, in the order of the component. */
  public List<Problem> problems() {
    return problems;
  }
}

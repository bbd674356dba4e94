package dev.witloof.component.typed;

import java.util.List;
import java.util.stream.Collectors;

/** A Java type does not fit the WIT interface that it names. Lists everything that does not. */
public final class WitMismatch extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mismatch> mismatches;

  /**
   * One function or resource that does not fit.
   *
   * @param name its name in the interface
   * @param wit what WIT says
   * @param java what Java says
   * @param faults what is wrong, never empty
   * @param remedy what to write instead
   */
  public record Mismatch(String name, String wit, String java, List<String> faults, String remedy) {
    public Mismatch {
      faults = List.copyOf(faults);
    }

    @Override
    public String toString() {
      return "\n  %s\n    WIT:   %s\n    Java:  %s\n    wrong: %s\n    write: %s"
          .formatted(
              name,
              wit,
              java,
              String.join("\n           ", faults),
              remedy.replace("\n", "\n           "));
    }
  }

  /**
   * @param subject which type does not fit what
   */
  public WitMismatch(String subject, List<Mismatch> mismatches) {
    super(
        subject
            + mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("", ":", "")));
    this.mismatches = List.copyOf(mismatches);
  }

  /** In the order of the interface. */
  public List<Mismatch> mismatches() {
    return mismatches;
  }
}

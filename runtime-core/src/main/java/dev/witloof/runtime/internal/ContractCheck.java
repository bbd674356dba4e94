package dev.witloof.runtime.internal;

import dev.witloof.component.InterfaceName;
import dev.witloof.component.WitWorld;
import dev.witloof.component.type.ExternType;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a component exports the connector contract. Exports beyond it are nobody's business. */
public final class ContractCheck {
  private static final String SOURCE = "witloof:connector/source@";
  private static final String DESTINATION = "witloof:connector/destination@";

  private final WitWorld contract;

  /**
   * @param contract a world that exports both interfaces
   */
  public ContractCheck(WitWorld contract) {
    this.contract = contract;
  }

  /**
   * What was found.
   *
   * @param source the name under which the component exports a conforming source
   * @param destination likewise
   * @param problems empty when there is one of them and none that differs
   */
  public record Outcome(
      Optional<String> source, Optional<String> destination, List<LoadProblem> problems) {}

  /** Compares the exports of a component. */
  public Outcome check(Map<String, ExternType> exports) {
    List<LoadProblem> problems = new ArrayList<>();
    Optional<String> source = find(SOURCE, exports, problems);
    Optional<String> destination = find(DESTINATION, exports, problems);
    if (source.isEmpty() && destination.isEmpty() && problems.isEmpty()) {
      problems.add(
          new LoadProblem(
              LoadProblem.Kind.EXPORT,
              "exports",
              "the component exports neither a source nor a destination of the connector contract"
                  + " but "
                  + (exports.isEmpty() ? "nothing" : names(exports)),
              "export " + contractName(SOURCE) + " or " + contractName(DESTINATION)));
    }
    return new Outcome(source, destination, problems);
  }

  private Optional<String> find(
      String prefix, Map<String, ExternType> exports, List<LoadProblem> problems) {
    String wanted = contractName(prefix);
    for (Map.Entry<String, ExternType> export : exports.entrySet()) {
      if (export.getKey().startsWith(prefix)) {
        problemsOf(wanted, export.getKey(), export.getValue()).ifPresent(problems::add);
        return Optional.of(export.getKey());
      }
    }
    return Optional.empty();
  }

  private Optional<LoadProblem> problemsOf(String wanted, String name, ExternType found) {
    if (!track(wanted).equals(track(name))) {
      return Optional.of(
          new LoadProblem(
              LoadProblem.Kind.EXPORT,
              GuestText.quote(name),
              "this is another version of the contract; the runtime knows " + wanted,
              "build the connector against " + wanted));
    }
    if (!(found instanceof ExternType.Instance instance)) {
      return Optional.of(
          new LoadProblem(
              LoadProblem.Kind.EXPORT,
              GuestText.quote(name),
              "this is no interface",
              "export the interface " + wanted));
    }
    List<String> differences =
        SignatureDiff.of((ExternType.Instance) contract.exports().get(wanted), instance);
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LoadProblem(
            LoadProblem.Kind.EXPORT,
            GuestText.quote(name),
            "the signature differs from the contract:\n      "
                + String.join("\n      ", differences),
            "build the connector against the WIT package of " + wanted));
  }

  private String contractName(String prefix) {
    return contract.exports().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the contract has no export " + prefix));
  }

  private static Optional<String> track(String name) {
    return InterfaceName.parse(name).map(InterfaceName::track);
  }

  private static String names(Map<String, ExternType> exports) {
    return String.join(", ", exports.keySet().stream().limit(10).map(GuestText::quote).toList());
  }
}

package dev.witloof.runtime;

import dev.witloof.connector.ConnectorKind;
import dev.witloof.runtime.internal.ContractCheck;
import java.util.ArrayList;
import java.util.List;

/** Whether a connector is what its manifest says it is. */
final class KindCheck {
  private KindCheck() {}

  static List<LoadProblem> problems(ConnectorFiles files, ContractCheck.Outcome contract) {
    ConnectorKind kind = files.manifest().kind();
    List<LoadProblem> problems = new ArrayList<>();
    if (files.fromAuthor() && contract.problems().isEmpty()) {
      if (kind.isSource() && contract.source().isEmpty()) {
        problems.add(missing("source"));
      }
      if (kind.isDestination() && contract.destination().isEmpty()) {
        problems.add(missing("destination"));
      }
    }
    return problems;
  }

  private static LoadProblem missing(String what) {
    return new LoadProblem(
        LoadProblem.Kind.EXPORT,
        "kind",
        "the manifest says that the connector is a " + what + ", but the component exports none",
        "correct kind in the manifest, or export the interface");
  }
}

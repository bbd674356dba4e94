package dev.witloof.conformance.internal.trail;

import dev.witloof.component.InterfaceName;
import dev.witloof.conformance.Finding;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a component is what the contract says, and no more. */
public final class ContractShape {
  /** The id of the check. */
  public static final String ID = "contract.shape";

  /** What must hold. */
  public static final String TITLE =
      "The component exports what the contract and the manifest say, and nothing beyond";

  private static final String SOURCE = "witloof:connector/source@";
  private static final String DESTINATION = "witloof:connector/destination@";

  /** What toolchains add to every component: a command's entry, and componentize-py's namespace. */
  private static final List<String> BY_PRODUCTS = List.of("wasi:cli/run@", "exports");

  private ContractShape() {}

  /**
   * @throws Finding naming the first thing that is missing, differs or is beyond the contract
   */
  public static void require(LoadReport report) {
    refusal(report)
        .ifPresent(
            finding -> {
              throw finding;
            });
    Optional<String> source = export(report, SOURCE);
    Optional<String> destination = export(report, DESTINATION);
    source.ifPresent(name -> requireVersion(report, name));
    destination.ifPresent(name -> requireVersion(report, name));
    if (report.version().isPresent()) {
      requireKind(report.manifest(), source, destination);
    }
    for (String name : report.exports()) {
      if (!name.startsWith(SOURCE) && !name.startsWith(DESTINATION) && !isByProduct(name)) {
        throw new Finding(
            "the component exports %s, which is no part of the contract"
                .formatted(GuestText.quote(name)),
            "Leave the export out: no host calls it");
      }
    }
  }

  /** Why a connector is refused for what it is; empty when it is loaded. */
  public static Optional<Finding> refusal(LoadReport report) {
    List<LoadProblem> problems = report.problems();
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "the connector is refused: "
                + problems.stream()
                    .map(problem -> problem.subject() + ": " + problem.message())
                    .collect(Collectors.joining("; ")),
            problems.stream()
                .map(LoadProblem::remedy)
                .distinct()
                .collect(Collectors.joining("; "))));
  }

  private static Optional<String> export(LoadReport report, String prefix) {
    return report.exports().stream().filter(name -> name.startsWith(prefix)).findFirst();
  }

  private static void requireVersion(LoadReport report, String name) {
    String contract = report.manifest().contract();
    String promised = name.substring(0, name.indexOf('@') + 1) + contract;
    if (!track(promised).equals(track(name))) {
      throw new Finding(
          "the manifest names version %s of the contract, and the component exports %s"
              .formatted(contract, GuestText.quote(name)),
          "Correct contract in the manifest, or build against that version");
    }
  }

  private static Optional<String> track(String name) {
    return InterfaceName.parse(name).map(InterfaceName::track);
  }

  private static void requireKind(
      ConnectorManifest manifest, Optional<String> source, Optional<String> destination) {
    requireDeclared(manifest, manifest.kind().isSource(), source);
    requireDeclared(manifest, manifest.kind().isDestination(), destination);
  }

  private static void requireDeclared(
      ConnectorManifest manifest, boolean declared, Optional<String> export) {
    if (export.isPresent() && !declared) {
      throw new Finding(
          "the manifest says kind = \"%s\", and the component exports %s"
              .formatted(
                  manifest.kind().name().toLowerCase(Locale.ROOT), GuestText.quote(export.get())),
          "Correct kind in the manifest, or leave the export out");
    }
  }

  private static boolean isByProduct(String name) {
    return BY_PRODUCTS.stream()
        .anyMatch(known -> known.endsWith("@") ? name.startsWith(known) : name.equals(known));
  }
}

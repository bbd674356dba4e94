package dev.witloof.runtime;

import dev.witloof.component.HostInterface;
import dev.witloof.component.InterfaceName;
import dev.witloof.component.type.ExternType;
import dev.witloof.runtime.LoadReport.Import;
import dev.witloof.runtime.LoadReport.Request;
import dev.witloof.runtime.LoadReport.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts the imports of a component into those provided and those refused, and picks the host
 * interfaces it may link with.
 */
final class ImportCheck {
  private final List<HostImports> providers;
  private final List<Request> requests;
  private final Set<Capability> given;
  private final boolean strict;
  private final boolean hasManifest;
  private final List<Import> imports = new ArrayList<>();
  private final List<LoadProblem> problems = new ArrayList<>();

  /**
   * @param requests what is asked for and granted
   * @param files the connector whose imports are checked
   */
  ImportCheck(List<HostImports> providers, List<Request> requests, ConnectorFiles files) {
    this.providers = providers;
    this.requests = requests;
    this.given = CapabilityCheck.given(requests);
    this.strict = files.manifest().strict();
    this.hasManifest = files.fromAuthor();
  }

  /** Looks at every import. */
  void check(Map<String, ExternType> componentImports) {
    componentImports.forEach(this::check);
  }

  /** The imports checked, in order. */
  List<Import> imports() {
    return imports;
  }

  /** Why imports are refused. */
  List<LoadProblem> problems() {
    return problems;
  }

  /** The interfaces that carry no authority beyond what is given. */
  List<HostInterface> linkable() {
    return providers.stream()
        .flatMap(
            provider ->
                provider.interfaces().stream()
                    .filter(offered -> isProvided(provider.classify(offered.name()))))
        .toList();
  }

  private boolean isProvided(ImportClass importClass) {
    if (importClass instanceof ImportClass.Granted granted) {
      return given.contains(granted.capability()) || (granted.otherwise().isPresent() && !strict);
    }
    return importClass instanceof ImportClass.Support
        || (importClass instanceof ImportClass.Inert && !strict);
  }

  private void check(String name, ExternType type) {
    if (isTypesOnly(type)) {
      accept(name, Treatment.TYPES, "types only");
      return;
    }
    ImportClass importClass = classify(name);
    if (importClass instanceof ImportClass.Granted granted) {
      checkGranted(name, granted);
    } else if (importClass instanceof ImportClass.Inert inert) {
      acceptInert(name, inert.why());
    } else if (importClass instanceof ImportClass.Support) {
      accept(name, Treatment.SUPPORT, "part of other interfaces");
    } else {
      Optional<String> other = otherVersion(name);
      refuse(
          name,
          other.isPresent() ? "of a version that is unknown here" : "unknown to this runtime",
          other
              .map(known -> "build the connector against " + known)
              .orElseGet(() -> UnknownImport.remedy(name, type)));
    }
  }

  private void checkGranted(String name, ImportClass.Granted granted) {
    Capability capability = granted.capability();
    Optional<Request> asked =
        requests.stream().filter(r -> r.capability() == capability && r.asked()).findFirst();
    if (given.contains(capability)) {
      accept(name, Treatment.GRANTED, capability.key());
    } else if (asked.isPresent()) {
      // Reported as a capability that is not granted: once is enough.
      imports.add(
          new Import(name, Treatment.REFUSED, capability.key() + " is asked for, but not granted"));
    } else if (granted.otherwise().isPresent()) {
      acceptInert(name, granted.otherwise().get());
    } else {
      refuse(name, "needs the capability '" + capability.key() + "'", ask(capability));
    }
  }

  private void acceptInert(String name, String why) {
    if (strict) {
      refuse(
          name,
          "inert (" + why + "), and the manifest is strict",
          "build the connector without this import, or take strict = true out of the manifest");
    } else {
      accept(name, Treatment.INERT, why);
    }
  }

  private ImportClass classify(String name) {
    return providers.stream()
        .map(provider -> provider.classify(name))
        .filter(importClass -> !(importClass instanceof ImportClass.Unknown))
        .findFirst()
        .orElseGet(ImportClass.Unknown::new);
  }

  /** What is offered under the name, if it has another version. */
  private Optional<String> otherVersion(String name) {
    Optional<String> unversioned = InterfaceName.parse(name).map(InterfaceName::unversioned);
    return providers.stream()
        .flatMap(provider -> provider.interfaces().stream().map(HostInterface::name))
        .filter(
            known -> InterfaceName.parse(known).map(InterfaceName::unversioned).equals(unversioned))
        .findFirst();
  }

  private void accept(String name, Treatment treatment, String reason) {
    imports.add(new Import(name, treatment, reason));
  }

  private void refuse(String name, String reason, String remedy) {
    imports.add(new Import(name, Treatment.REFUSED, reason));
    problems.add(
        new LoadProblem(
            LoadProblem.Kind.IMPORT, "import " + GuestText.quote(name), reason, remedy));
  }

  private static boolean isTypesOnly(ExternType type) {
    return type instanceof ExternType.Instance instance
        && instance.exports().values().stream().allMatch(ExternType.TypeEq.class::isInstance);
  }

  private String ask(Capability capability) {
    String line =
        switch (capability) {
          case HTTP -> "http = [\"HOST\"]";
          case ENV -> "env = [\"NAME\"]";
          case CONFIG, CLOCK, LOG, RANDOM -> capability.key() + " = true";
        };
    return hasManifest
        ? "the manifest does not ask for it; add " + line + " under [capabilities], then grant it"
        : "a bare component has no capabilities; write a connector.toml for it with "
            + line
            + " under [capabilities], then grant it";
  }
}

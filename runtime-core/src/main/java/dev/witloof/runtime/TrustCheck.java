package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.runtime.trust.ConnectorSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out who vouches for a connector, and by which rule each capability is granted. */
final class TrustCheck {
  private final ConnectorFiles files;
  private final Grants grants;
  private final Optional<GrantsFile> file;
  private final Optional<GrantsFile.Publisher> publisher;
  private final boolean isTrustedByHash;
  private final List<LoadProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  TrustCheck(ConnectorFiles files, Grants grants) {
    this.files = files;
    this.grants = grants;
    this.file = grants.file();
    this.isTrustedByHash =
        file.isPresent()
            && file.get().trusted().stream()
                .anyMatch(
                    trusted ->
                        trusted.component().equals(files.componentSha256())
                            && files.manifestSha256().equals(Optional.of(trusted.manifest())));
    this.publisher = files.signature().flatMap(this::proven);
    if (grants.isDevelopment()) {
      warnings.add("DEVELOPMENT: all that it asks for is granted, and nobody has looked at it");
    }
  }

  /** Why it is not loaded, whatever it is granted. */
  List<LoadProblem> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  Trust trust() {
    TrustLevel level =
        grants.isDevelopment()
            ? TrustLevel.DEVELOPMENT
            : isTrustedByHash || publisher.isPresent() ? TrustLevel.TRUSTED : TrustLevel.UNKNOWN;
    return new Trust(level, publisher.map(GrantsFile.Publisher::name), files.manifestSha256());
  }

  /** By which rule a capability is granted that is asked for; empty when it is not. */
  Optional<GrantRule> rule(Capability capability, Optional<String> value) {
    if (grants.isDevelopment()) {
      return Optional.of(GrantRule.DEVELOPMENT);
    } else if (CapabilityCheck.covers(grants.capabilities(), capability, value)) {
      return Optional.of(GrantRule.OPERATOR);
    } else if (isTrustedByHash) {
      return Optional.of(GrantRule.TRUSTED_HASH);
    } else if (isApproved(capability, value)) {
      return Optional.of(GrantRule.APPROVAL);
    } else if (publisher.isPresent() && isWithinEarlier(capability, value)) {
      return Optional.of(GrantRule.PUBLISHER);
    }
    return Optional.empty();
  }

  /**
   * What was approved last under the same name, if that was another component, or less than what
   * its manifest asks for now.
   */
  Optional<Approval> earlier() {
    return file.flatMap(f -> f.latest(files.manifest().name()))
        .filter(
            approval ->
                !approval.component().equals(files.componentSha256()) || asksForMoreThanApproved());
  }

  private boolean asksForMoreThanApproved() {
    boolean[] more = {false};
    CapabilityCheck.forEach(
        files.manifest().capabilities(),
        (capability, value) -> more[0] |= !isApproved(capability, value));
    return more[0];
  }

  private boolean isApproved(Capability capability, Optional<String> value) {
    return file.stream()
        .flatMap(f -> f.approvals(files.manifest().name(), files.componentSha256()).stream())
        .anyMatch(approval -> CapabilityCheck.covers(approval.capabilities(), capability, value));
  }

  /** The first connector of a trusted publisher may have anything, an upgrade no more than that. */
  private boolean isWithinEarlier(Capability capability, Optional<String> value) {
    Optional<Capabilities> known =
        file.flatMap(f -> f.latest(files.manifest().name())).map(Approval::capabilities);
    return known.isEmpty() || CapabilityCheck.covers(known.get(), capability, value);
  }

  private Optional<GrantsFile.Publisher> proven(ConnectorSignature signature) {
    boolean isGenuine =
        files.manifestSha256().isPresent()
            && signature.isFor(files.manifestSha256().get(), files.componentSha256());
    if (!isGenuine) {
      if (grants.isDevelopment()) {
        warnings.add("the signature beside the manifest is not of these files");
      } else {
        problems.add(
            new LoadProblem(
                LoadProblem.Kind.SIGNATURE,
                "signature",
                "the manifest or the component was changed after it was signed",
                "fetch the connector again; or, if you changed it yourself, sign it again or remove"
                    + " the .sig file"));
      }
      return Optional.empty();
    }
    Optional<GrantsFile.Publisher> known = file.flatMap(f -> f.publisher(signature.key()));
    if (known.isEmpty()) {
      warnings.add("it is signed by the key " + signature.key() + ", which is not trusted");
    }
    return known;
  }
}

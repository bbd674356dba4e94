package dev.witloof.conformance.certification;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorProvider;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.util.Optional;

/**
 * What exactly was tested.
 *
 * @param name of the manifest, of a bare component's file, or under which a native one is
 *     registered
 * @param version empty for bare components and native connectors
 * @param sha256 digest of the component; of a native connector that of the jar, or of the folder of
 *     classes, that its provider is in
 * @param manifestSha256 digest of the manifest; empty when there is none
 * @param contract the version of {@code witloof:connector} that it is built for
 */
public record Implementation(
    String name,
    Optional<String> version,
    Kind kind,
    String sha256,
    Optional<String> manifestSha256,
    String contract) {

  /** What a connector is made of. */
  public enum Kind {
    /** A WebAssembly component, which has what it is granted and nothing else. */
    WASM,
    /** Java, with all that the host may do. */
    NATIVE
  }

  /** A wasm connector. */
  public static Implementation of(LoadReport report) {
    ConnectorIdentity identity = report.identity();
    return new Implementation(
        identity.name(),
        identity.version(),
        Kind.WASM,
        identity.sha256(),
        report.trust().manifestSha256(),
        report.manifest().contract());
  }

  /**
   * A native connector.
   *
   * @throws java.io.UncheckedIOException when its code cannot be read
   */
  public static Implementation of(ConnectorProvider provider) {
    return new Implementation(
        provider.name(),
        Optional.empty(),
        Kind.NATIVE,
        CodeDigest.of(provider.getClass()),
        Optional.empty(),
        ConnectorManifest.CONTRACT);
  }
}

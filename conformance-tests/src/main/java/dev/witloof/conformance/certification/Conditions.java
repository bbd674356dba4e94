package dev.witloof.conformance.certification;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.Scenario;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.trust.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Under what a connector was tested: whatever else the results depend on. Immutable.
 *
 * @param network where answers to requests come from
 * @param cassette what answers requests; empty unless the network is RECORDED
 * @param limits of calls, as they are in force; empty: a native connector has none
 * @param reproducibility what time it is, and where random numbers come from
 * @param absent behaviours that the author declares absent
 * @param tables the tables that are tested; empty: all that are discovered
 * @param settings names of the settings that were given; their values may be secret
 * @param variables names of the environment variables whose values the author gave
 * @param canaries names of the secrets that were not given and for which something stood in
 * @param headroom the part of each limit that a call may use
 * @param callLimit after which a call counts as one that never returns, as it was set; a call of a
 *     wasm connector has twice its longest deadline if that is more
 * @param scenarios the special states that were provided
 */
public record Conditions(
    Network network,
    Optional<Cassette> cassette,
    Optional<ConnectorLimits> limits,
    Reproducibility reproducibility,
    Set<Behaviour> absent,
    List<String> tables,
    Set<String> settings,
    Set<String> variables,
    Set<String> canaries,
    Bounds bounds,
    double headroom,
    Duration callLimit,
    Set<Scenario.Shape> scenarios) {

  public Conditions {
    absent = Set.copyOf(absent);
    tables = List.copyOf(tables);
    settings = Set.copyOf(settings);
    variables = Set.copyOf(variables);
    canaries = Set.copyOf(canaries);
    scenarios = Set.copyOf(scenarios);
  }

  /**
   * A file that answers requests.
   *
   * @param name without its folder
   * @param sha256 of its bytes
   */
  public record Cassette(String name, String sha256) {
    /**
     * What a file is.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static Cassette of(Path file) {
      try {
        return new Cassette(
            String.valueOf(file.getFileName()), Digests.sha256(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("the cassette " + file + " cannot be read", e);
      }
    }
  }

  /** Where answers to requests come from. */
  public enum Network {
    /** A cassette: nothing was sent. */
    RECORDED,
    /** The services themselves. */
    LIVE,
    /** There were no requests: the connector asks for no http. */
    NONE,
    /** A native connector reaches what the host reaches, and nobody sees it. */
    UNSEEN
  }
}

package dev.witloof.conformance.certification;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.Bounds;
import dev.witloof.conformance.Scenario;
import dev.witloof.runtime.Reproducibility;
import java.util.List;
import java.util.Set;

/**
 * Under what a connector was tested: whatever else the results depend on. Immutable.
 *
 * @param network where answers to requests come from
 * @param reproducibility what time it is, and where random numbers come from
 * @param absent behaviours that the author declares absent
 * @param tables the tables that are tested; empty: all that are discovered
 * @param settings names of the settings that were given; their values may be secret
 * @param canaries names of the secrets that were not given and for which something stood in
 * @param headroom the part of each limit that a call may use
 * @param scenarios the special states that were provided
 */
public record Conditions(
    Network network,
    Reproducibility reproducibility,
    Set<Behaviour> absent,
    List<String> tables,
    Set<String> settings,
    Set<String> canaries,
    Bounds bounds,
    double headroom,
    Set<Scenario.Shape> scenarios) {

  public Conditions {
    absent = Set.copyOf(absent);
    tables = List.copyOf(tables);
    settings = Set.copyOf(settings);
    canaries = Set.copyOf(canaries);
    scenarios = Set.copyOf(scenarios);
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

package dev.witloof.conformance;

import dev.witloof.connector.Source;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source under test. Immutable.
 *
 * <pre>{@code
 * SourceSubject.of(ConnectorUnderTest.load(Path.of("connector.toml"), LoadOptions.of(grants)))
 *     .config(Map.of("start", "2026-01-01"))
 *     .without(Behaviour.NESTED_TYPES)
 *     .build()
 * }</pre>
 *
 * @param connector closed by the kit at the end
 * @param config the configuration with which sources are opened
 * @param tables the tables to test; empty: all that it discovers
 * @param callLimit how long a call may take before it counts as one that never returns
 * @param bounds what each table stays within
 * @param scenarios sources with something special to read; checks for which there is none are
 *     skipped
 * @param faulty a source whose service fails in a given way; without it, error mapping is tested on
 *     the connector's cassette, and skipped when it has none
 * @param grow adds rows to at least one table, for INCREMENTAL; without it that check is skipped
 * @param headroom the part of each limit that a call of a wasm connector may use, above 0, at most
 *     1
 */
public record SourceSubject(
    ConnectorUnderTest connector,
    Map<String, String> config,
    List<String> tables,
    Behaviours behaviours,
    Seed seed,
    Duration callLimit,
    Bounds bounds,
    Map<Scenario.Shape, Scenario> scenarios,
    Optional<FaultySource> faulty,
    Optional<Runnable> grow,
    double headroom)
    implements Subject {

  /**
   * @throws IllegalArgumentException when the connector is no source, or the headroom or the call
   *     limit is out of range
   */
  public SourceSubject {
    config = Map.copyOf(config);
    tables = List.copyOf(tables);
    scenarios = Map.copyOf(scenarios);
    if (!connector.connector().isSource()) {
      throw new IllegalArgumentException(
          "connector '" + connector.connector().name() + "' is no source");
    }
    Subject.requirePositive(callLimit);
    if (!(headroom > 0 && headroom <= 1)) {
      throw new IllegalArgumentException("headroom must be above 0 and at most 1, not " + headroom);
    }
  }

  /** A source with everything at its default. */
  public static Builder of(ConnectorUnderTest connector) {
    return new Builder(connector);
  }

  /** Opens a source, which the caller closes. */
  public Source open() {
    return connector.connector().source(config);
  }

  /** How a source is to be tested; each setting has a default. */
  public static final class Builder extends SubjectBuilder<Builder> {
    private final Map<Scenario.Shape, Scenario> scenarios = new EnumMap<>(Scenario.Shape.class);
    private List<String> tables = List.of();
    private Bounds bounds = Bounds.defaults();
    private Optional<FaultySource> faulty = Optional.empty();
    private Optional<Runnable> grow = Optional.empty();
    private double headroom = 0.5;

    private Builder(ConnectorUnderTest connector) {
      super(connector);
    }

    /** The tables to test; all that it discovers unless set. */
    public Builder tables(String... names) {
      tables = List.of(names);
      return this;
    }

    /** What each table stays within; {@link Bounds#defaults()} unless set. */
    public Builder bounds(Bounds within) {
      bounds = within;
      return this;
    }

    /** Something special to read, in place of another of that shape. */
    public Builder scenario(Scenario scenario) {
      scenarios.put(scenario.shape(), scenario);
      return this;
    }

    /** How to open a source whose service fails; not needed when a cassette answers. */
    public Builder faulty(FaultySource opener) {
      faulty = Optional.of(opener);
      return this;
    }

    /** How to add rows to the tables. */
    public Builder grow(Runnable adder) {
      grow = Optional.of(adder);
      return this;
    }

    /** The part of each limit that a call may use; half unless set. */
    public Builder headroom(double part) {
      headroom = part;
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    public SourceSubject build() {
      return new SourceSubject(
          connector,
          config,
          tables,
          behaviours,
          seed,
          callLimit,
          bounds,
          scenarios,
          faulty,
          grow,
          headroom);
    }
  }
}

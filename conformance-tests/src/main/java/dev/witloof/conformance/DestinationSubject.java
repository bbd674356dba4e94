package dev.witloof.conformance;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A destination under test. Immutable.
 *
 * <pre>{@code
 * DestinationSubject.of(ConnectorUnderTest.of(new LakeProvider()), table -> query(table))
 *     .config(Map.of("path", file))
 *     .without(Behaviour.NESTED_TYPES)
 *     .build()
 * }</pre>
 *
 * @param connector closed by the kit at the end
 * @param readBack how to see what it wrote
 * @param config the configuration with which destinations are opened; all write to the same place
 * @param callLimit how long a call may take before it counts as one that never returns
 * @param types which data types it takes, so that the kit generates no others
 * @param tablePrefix what the names of all tables begin with that the kit makes
 */
public record DestinationSubject(
    ConnectorUnderTest connector,
    ReadBack readBack,
    Map<String, String> config,
    Behaviours behaviours,
    Seed seed,
    Duration callLimit,
    Predicate<DataType> types,
    String tablePrefix)
    implements Subject {

  /**
   * @throws IllegalArgumentException when the connector is no destination, or the call limit is not
   *     positive
   */
  public DestinationSubject {
    config = Map.copyOf(config);
    if (!connector.connector().isDestination()) {
      throw new IllegalArgumentException(
          "connector '" + connector.connector().name() + "' is no destination");
    }
    Subject.requirePositive(callLimit);
  }

  /** A destination with everything else at its default. */
  public static Builder of(ConnectorUnderTest connector, ReadBack readBack) {
    return new Builder(connector, readBack);
  }

  /** Opens a destination, which the caller closes. */
  public Destination open() {
    return connector.connector().destination(config);
  }

  /** How a destination is to be tested; each setting has a default. */
  public static final class Builder extends SubjectBuilder<Builder> {
    private final ReadBack readBack;
    private Predicate<DataType> types = type -> true;
    private String tablePrefix = "kit_" + Long.toString(System.currentTimeMillis(), 36) + "_";

    private Builder(ConnectorUnderTest connector, ReadBack readBack) {
      super(connector);
      this.readBack = readBack;
    }

    /** Which data types it takes, lists and structs aside; all unless set. */
    public Builder types(Predicate<DataType> taken) {
      types = taken;
      return this;
    }

    /**
     * What the names of tables begin with; something that no other run has unless set. Rows of
     * earlier runs in tables of the same names fail the checks.
     */
    public Builder tablePrefix(String prefix) {
      tablePrefix = prefix;
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    public DestinationSubject build() {
      return new DestinationSubject(
          connector, readBack, config, behaviours, seed, callLimit, types, tablePrefix);
    }
  }
}

package dev.witloof.conformance;

import dev.witloof.connector.DataType;
import dev.witloof.connector.Destination;
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
 * @param types which data types it takes, so that the kit generates no others
 * @param tablePrefix what the names of all tables begin with that the kit makes
 */
public record DestinationSubject(
    ConnectorUnderTest connector,
    ReadBack readBack,
    Map<String, String> config,
    Behaviours behaviours,
    Seed seed,
    Predicate<DataType> types,
    String tablePrefix)
    implements Subject {

  /**
   * @throws IllegalArgumentException when the connector is no destination
   */
  public DestinationSubject {
    config = Map.copyOf(config);
    if (!connector.connector().isDestination()) {
      throw new IllegalArgumentException(
          "connector '" + connector.connector().name() + "' is no destination");
    }
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
  public static final class Builder {
    private final ConnectorUnderTest connector;
    private final ReadBack readBack;
    private Map<String, String> config = Map.of();
    private Behaviours behaviours = Behaviours.all();
    private Seed seed = Seed.ofRun();
    private Predicate<DataType> types = type -> true;
    private String tablePrefix = "kit_" + Long.toString(System.currentTimeMillis(), 36) + "_";

    private Builder(ConnectorUnderTest connector, ReadBack readBack) {
      this.connector = connector;
      this.readBack = readBack;
    }

    /** The configuration with which destinations are opened; empty unless set. */
    public Builder config(Map<String, String> settings) {
      config = Map.copyOf(settings);
      return this;
    }

    /** Declares a behaviour that is absent. */
    public Builder without(Behaviour behaviour) {
      behaviours = behaviours.without(behaviour);
      return this;
    }

    /** All that it declares, in place of what was declared before. */
    public Builder behaviours(Behaviours declared) {
      behaviours = declared;
      return this;
    }

    /** The seed of what is generated; {@link Seed#ofRun()} unless set. */
    public Builder seed(Seed start) {
      seed = start;
      return this;
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

    public DestinationSubject build() {
      return new DestinationSubject(
          connector, readBack, config, behaviours, seed, types, tablePrefix);
    }
  }
}

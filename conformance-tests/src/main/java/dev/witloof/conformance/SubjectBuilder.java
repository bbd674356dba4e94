package dev.witloof.conformance;

import java.time.Duration;
import java.util.Map;

/**
 * What sources and destinations under test have in common.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SubjectBuilder<B extends SubjectBuilder<B>>
    permits SourceSubject.Builder, DestinationSubject.Builder {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

  final ConnectorUnderTest connector;
  Map<String, String> config = Map.of();
  Behaviours behaviours = Behaviours.all();
  Seed seed = Seed.ofRun();
  Duration callLimit = CALL_LIMIT;

  SubjectBuilder(ConnectorUnderTest connector) {
    this.connector = connector;
  }

  abstract B self();

  /** The configuration with which the connector is opened; empty unless set. */
  public B config(Map<String, String> settings) {
    config = Map.copyOf(settings);
    return self();
  }

  /** Declares a behaviour that is absent. */
  public B without(Behaviour behaviour) {
    behaviours = behaviours.without(behaviour);
    return self();
  }

  /** All that it declares, in place of what was declared before. */
  public B behaviours(Behaviours declared) {
    behaviours = declared;
    return self();
  }

  /** The seed of what is generated; {@link Seed#ofRun()} unless set. */
  public B seed(Seed start) {
    seed = start;
    return self();
  }

  /**
   * How long a call of the connector may take before the check that makes it fails and is given up;
   * 60 s unless set. Calls of a wasm connector may take twice its longest deadline, if that is
   * more.
   */
  public B callLimit(Duration limit) {
    callLimit = limit;
    return self();
  }
}

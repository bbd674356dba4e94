package dev.witloof.conformance;

import java.util.Map;

/** What a suite runs on: a connector, how it is opened, and what it declares. Immutable. */
public sealed interface Subject permits SourceSubject, DestinationSubject {

  ConnectorUnderTest connector();

  /** The configuration with which it is opened. */
  Map<String, String> config();

  Behaviours behaviours();

  Seed seed();
}

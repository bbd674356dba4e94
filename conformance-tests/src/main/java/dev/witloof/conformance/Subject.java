package dev.witloof.conformance;

/** What a suite runs on: a connector, how it is opened, and what it declares. Immutable. */
public sealed interface Subject permits SourceSubject, DestinationSubject {

  ConnectorUnderTest connector();

  Behaviours behaviours();

  Seed seed();
}

package dev.witloof.connector;

/** Which interfaces of the contract a connector offers. */
public enum ConnectorKind {
  SOURCE,
  DESTINATION,
  BOTH;

  /** Whether it is a {@link Source}. */
  public boolean isSource() {
    return this != DESTINATION;
  }

  /** Whether it is a {@link Destination}. */
  public boolean isDestination() {
    return this != SOURCE;
  }
}

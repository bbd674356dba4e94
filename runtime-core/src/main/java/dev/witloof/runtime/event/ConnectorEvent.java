package dev.witloof.runtime.event;

import dev.witloof.engine.CallUsage;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.GrantRule;
import dev.witloof.runtime.LoadReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that happened to a connector. Immutable. No event holds the material of a secret; texts
 * that come from a guest or a server are redacted, bounded in length and free of control
 * characters.
 */
public sealed interface ConnectorEvent {

  ConnectorIdentity connector();

  /** A connector was loaded, with what it was granted. */
  record Loaded(ConnectorIdentity connector, LoadReport report) implements ConnectorEvent {}

  /**
   * A capability that a connector asks for was granted to it, right before it is {@link Loaded}.
   *
   * @param value a rule for requests or the name of a variable; empty for capabilities without
   */
  record Granted(
      ConnectorIdentity connector, Capability capability, Optional<String> value, GrantRule rule)
      implements ConnectorEvent {}

  /** A connector was refused at load; the report names every problem. */
  record Refused(ConnectorIdentity connector, LoadReport report) implements ConnectorEvent {}

  /**
   * A call of a connector ended.
   *
   * @param function the WIT name, such as {@code [method]read-handle.next}
   * @param table the table it was about, if it was about one
   * @param usage fuel, time and memory
   * @param rows that crossed in either direction
   * @param bytes of Arrow data that crossed in either direction
   */
  record CallEnded(
      ConnectorIdentity connector,
      String function,
      Optional<String> table,
      CallUsage usage,
      long rows,
      long bytes,
      Outcome outcome)
      implements ConnectorEvent {}

  /** How a call ended. */
  enum Outcome {
    OK,
    /** The connector gave one of the contract's errors. */
    ERROR,
    /** The guest trapped, or gave what no connector may give. */
    TRAP,
    LIMIT,
    CANCELLED
  }

  /**
   * A call hit a limit, or was cancelled.
   *
   * @param limit its name, as manifests write it; {@code cancelled} when it was
   */
  record LimitStruck(
      ConnectorIdentity connector,
      String function,
      Optional<String> table,
      String limit,
      long budget,
      long used,
      Decision decision)
      implements ConnectorEvent {

    /** What a hit means to the caller. */
    public enum Decision {
      /** The call may be tried again. */
      TRANSIENT,
      /** It has happened too often for that. */
      PERMANENT,
      /** It was no limit: somebody cancelled the call. */
      CANCELLED
    }
  }

  /**
   * A request was let out or refused, before anything of it was sent; each redirect that a guest
   * follows is a request of its own.
   *
   * @param scheme {@code http} or {@code https}
   * @param port the effective one
   * @param address the checked address that is connected to; empty when it was refused before a
   *     lookup, or is not looked up here
   * @param refusal why it was refused; empty when it was let out
   */
  record EgressDecided(
      ConnectorIdentity connector,
      String method,
      String scheme,
      String host,
      int port,
      Optional<String> address,
      Optional<String> refusal)
      implements ConnectorEvent {}

  /**
   * A request that was let out came to an end: its response arrived, or it failed before.
   *
   * @param status of the response; empty when there was none
   * @param failure the code of wasi:http when there was none
   * @param duration until the response's header section, or the failure
   */
  record HttpEnded(
      ConnectorIdentity connector,
      String method,
      String host,
      OptionalInt status,
      Optional<String> failure,
      Duration duration)
      implements ConnectorEvent {}

  /**
   * The host gave a guest the value of a secret: told once for each name and instance.
   *
   * @param kind {@code env} or {@code config}
   * @param name of the variable or the key
   */
  record SecretUsed(ConnectorIdentity connector, String kind, String name)
      implements ConnectorEvent {}

  /**
   * A guest used what {@code config}, {@code clock}, {@code log} or {@code random} grant: told once
   * for each capability and instance. Requests and variables have events of their own.
   */
  record CapabilityUsed(ConnectorIdentity connector, Capability capability)
      implements ConnectorEvent {}

  /** Log text was dropped, because there was more than the limit of a second. */
  record LogDropped(ConnectorIdentity connector, long bytes) implements ConnectorEvent {}
}

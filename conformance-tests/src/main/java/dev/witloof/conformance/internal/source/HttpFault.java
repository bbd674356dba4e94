package dev.witloof.conformance.internal.source;

import dev.witloof.connector.ConnectorException;
import dev.witloof.runtime.http.Fault;
import java.util.List;
import java.util.Map;

/** A way in which a service fails, and the contract's errors that say so. */
enum HttpFault {
  UNAUTHORIZED("error.http-401", 401, "status 401", List.of(ConnectorException.AuthExpired.class)),
  FORBIDDEN(
      "error.http-403",
      403,
      "status 403",
      List.of(ConnectorException.AuthExpired.class, ConnectorException.Permanent.class)),
  NOT_FOUND("error.http-404", 404, "status 404", List.of(ConnectorException.Permanent.class)),
  TOO_MANY(
      "error.http-429",
      429,
      "status 429 with Retry-After",
      List.of(ConnectorException.RateLimited.class)),
  BROKEN("error.http-500", 500, "status 500", List.of(ConnectorException.Transient.class)),
  UNAVAILABLE(
      "error.http-503",
      503,
      "status 503",
      List.of(ConnectorException.Transient.class, ConnectorException.RateLimited.class)),
  MALFORMED(
      "error.http-malformed",
      200,
      "an answer whose body is cut off",
      List.of(ConnectorException.Permanent.class, ConnectorException.SchemaIncompatible.class)),
  CLOSED(
      "error.http-closed",
      0,
      "a connection that is closed without an answer",
      List.of(ConnectorException.Transient.class)),
  SILENT(
      "error.http-timeout",
      0,
      "a service that never answers",
      List.of(ConnectorException.Transient.class));

  /** What {@link #TOO_MANY} asks for. */
  static final int RETRY_AFTER_SECONDS = 7;

  private final String check;
  private final int status;
  private final String inWords;
  private final List<Class<? extends ConnectorException>> expected;

  HttpFault(
      String check,
      int status,
      String inWords,
      List<Class<? extends ConnectorException>> expected) {
    this.check = check;
    this.status = status;
    this.inWords = inWords;
    this.expected = expected;
  }

  /** The same on a cassette: what befalls each of its answers. */
  Fault onCassette() {
    return switch (this) {
      case CLOSED -> new Fault.Close();
      case SILENT -> new Fault.Timeout();
      default -> new Fault.Answer(status, headers(), body());
    };
  }

  /** The header fields of the answer. */
  Map<String, String> headers() {
    return this == TOO_MANY
        ? Map.of("Content-Type", "application/json", "Retry-After", "" + RETRY_AFTER_SECONDS)
        : Map.of("Content-Type", "application/json");
  }

  /** The body of the answer. */
  String body() {
    return this == MALFORMED ? "{\"data\": [{\"id\": 1," : "";
  }

  /** The id of the check. */
  String check() {
    return check;
  }

  /** The status of the answer; 0 when there is none. */
  int status() {
    return status;
  }

  String inWords() {
    return inWords;
  }

  /** The kinds of error of which it must become one. */
  List<Class<? extends ConnectorException>> expected() {
    return expected;
  }
}

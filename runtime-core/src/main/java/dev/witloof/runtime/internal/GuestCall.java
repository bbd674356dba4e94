package dev.witloof.runtime.internal;

import dev.witloof.engine.CallLimits;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.secret.Redactor;
import java.util.Optional;

/**
 * One call into a connector.
 *
 * @param function the WIT name, such as {@code [method]read-handle.next}, or {@code drop} for a
 *     destructor
 * @param table the table it is about, if it is about one
 * @param limits its budget
 * @param position where in a table's data the call is, so that another attempt at the same is known
 *     to be one; empty for calls that have no such place
 */
public record GuestCall(
    String function, Optional<String> table, CallLimits limits, Optional<String> position) {

  /** A call that has no position. */
  public GuestCall(String function, Optional<String> table, CallLimits limits) {
    this(function, table, limits, Optional.empty());
  }

  /** The setting that holds the deadline of this call. */
  String deadlineSetting() {
    return switch (function) {
      case "discover" -> "discover-deadline";
      case "[method]read-handle.next" -> "next-deadline";
      default -> "call-deadline";
    };
  }

  /** What makes it the same call as another, whatever their positions. */
  String identity() {
    return function + table.map(name -> " of " + name).orElse("");
  }

  /** For messages, without secrets: these are taken out of a name before it is cut. */
  String subject(Redactor redactor) {
    String name = function.substring(function.lastIndexOf('.') + 1);
    return name
        + "()"
        + table.map(t -> " of table " + GuestText.quote(redactor.redact(t))).orElse("");
  }
}

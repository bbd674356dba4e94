package dev.witloof.runtime.internal;

import dev.witloof.engine.CallLimits;
import dev.witloof.runtime.GuestText;
import java.util.Optional;

/**
 * One call into a connector.
 *
 * @param function the WIT name, such as {@code [method]read-handle.next}
 * @param table the table it is about, if it is about one
 * @param limits its budget
 */
public record GuestCall(String function, Optional<String> table, CallLimits limits) {

  /** For messages, and the identity of the call when its limit hits are counted. */
  String subject() {
    String name = function.substring(function.lastIndexOf('.') + 1);
    return name + "()" + table.map(t -> " of table " + GuestText.quote(t)).orElse("");
  }
}

package dev.witloof.conformance.wast;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scripts of other implementations also test what those refuse when a feature is turned off, or
 * have not built. This runtime has no such switches: a module that it accepts and runs is not wrong
 * for that.
 */
final class SwitchedOff {
  private static final Pattern TEXT =
      Pattern.compile(
          "not enabled|must be enabled|to be enabled|is disabled|proposal disabled|not active"
              + "|are disallowed|(is|are) not implemented|(is|are) not supported"
              + "|requires? the .*(proposal|feature)");

  private SwitchedOff() {}

  /** Why the refusal that the text demands is none of the specification's; empty when it is. */
  static Optional<String> reason(String text) {
    return TEXT.matcher(text).find()
        ? Optional.of("another implementation's feature switch or limitation: " + text)
        : Optional.empty();
  }
}

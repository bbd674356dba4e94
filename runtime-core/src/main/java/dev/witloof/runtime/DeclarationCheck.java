package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.Determinism;
import dev.witloof.connector.Determinism.Need;
import dev.witloof.connector.Effects;
import dev.witloof.connector.Effects.Place;
import dev.witloof.connector.HttpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether what a manifest declares fits what it asks for. */
final class DeclarationCheck {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Capabilities asked;
  private final List<String> warnings = new ArrayList<>();

  private DeclarationCheck(Capabilities asked) {
    this.asked = asked;
  }

  /** What does not fit; nothing that would have to stop it from loading. */
  static List<String> warnings(ConnectorManifest manifest) {
    DeclarationCheck check = new DeclarationCheck(manifest.capabilities());
    manifest.effects().ifPresent(check::effects);
    manifest.determinism().ifPresent(check::determinism);
    if (!manifest.config().settings().isEmpty() && !manifest.capabilities().config()) {
      check.warnings.add(
          "the manifest describes settings under [config] that it does not ask for; it needs config"
              + " = true under [capabilities]");
    }
    return check.warnings;
  }

  private void effects(Effects effects) {
    boolean isRemote =
        effects.reads().contains(Place.REMOTE) || effects.writes().contains(Place.REMOTE);
    if (isRemote && asked.http().isEmpty()) {
      warnings.add("effects: it says that it reaches remote services, but asks for no http");
    }
    if (!isRemote && !asked.http().isEmpty()) {
      warnings.add("effects: it says that it reaches no remote services, but asks for http");
    }
    if (!effects.writes().contains(Place.REMOTE)) {
      asked.http().stream()
          .filter(rule -> !isSafe(rule))
          .forEach(
              rule ->
                  warnings.add(
                      "effects: it says that it changes nothing remote, but http=%s has methods that"
                              .formatted(rule)
                          + " do; name the ones it needs, such as GET"));
    }
  }

  private static boolean isSafe(HttpRule rule) {
    return !rule.methods().isEmpty() && SAFE.containsAll(rule.methods());
  }

  private void determinism(Determinism declared) {
    if (declared.deterministic()) {
      undeclared(declared, Need.CLOCK, asked.clock());
      undeclared(declared, Need.RANDOM, asked.random());
      undeclared(declared, Need.HTTP, !asked.http().isEmpty());
    }
  }

  private void undeclared(Determinism declared, Need need, boolean isAsked) {
    if (isAsked && !declared.needs().contains(need)) {
      String name = need.name().toLowerCase(java.util.Locale.ROOT);
      warnings.add(
          "determinism: it says that it is deterministic, but asks for %s without naming it in needs"
              .formatted(name));
    }
  }
}

package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.HttpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How what is asked for differs from what was asked for, or approved, before. Immutable. */
public record CapabilityDiff(List<Change> changes) {

  public CapabilityDiff {
    changes = List.copyOf(changes);
  }

  /** What sort of difference. */
  public enum Kind {
    ADDED("+"),
    /** More of what was there. */
    WIDENED("~"),
    /** Less of what was there. */
    NARROWED("~"),
    REMOVED("-");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  /**
   * One difference.
   *
   * @param before with its value, such as {@code env=TOKEN}; empty when it is new
   * @param after empty when it is gone
   * @param remark what {@code after} does not show at a glance: how far a wildcard reaches
   */
  public record Change(
      Kind kind,
      Capability capability,
      Optional<String> before,
      Optional<String> after,
      Optional<String> remark) {

    /**
     * One line, such as {@code + env=TOKEN} or {@code ~ http=GET a.com -> http=a.com (widened)}.
     */
    @Override
    public String toString() {
      return line() + remark.map(text -> ": " + text).orElse("");
    }

    private String line() {
      return switch (kind) {
        case ADDED -> kind.sign + " " + after.orElseThrow();
        case REMOVED -> kind.sign + " " + before.orElseThrow();
        case WIDENED ->
            kind.sign + " " + before.orElseThrow() + " -> " + after.orElseThrow() + " (widened)";
        case NARROWED ->
            kind.sign + " " + before.orElseThrow() + " -> " + after.orElseThrow() + " (narrowed)";
      };
    }
  }

  /** The differences from {@code before} to {@code after}. */
  public static CapabilityDiff between(Capabilities before, Capabilities after) {
    List<Change> changes = new ArrayList<>();
    rules(changes, before.http(), after.http());
    names(changes, before.env(), after.env());
    toggle(changes, Capability.CONFIG, before.config(), after.config());
    toggle(changes, Capability.CLOCK, before.clock(), after.clock());
    toggle(changes, Capability.LOG, before.log(), after.log());
    toggle(changes, Capability.RANDOM, before.random(), after.random());
    return new CapabilityDiff(changes);
  }

  /** Whether anything is asked for that was not before. */
  public boolean asksForMore() {
    return changes.stream().anyMatch(c -> c.kind() == Kind.ADDED || c.kind() == Kind.WIDENED);
  }

  /** One line a change; empty when nothing differs. */
  @Override
  public String toString() {
    return changes.stream().map(Change::toString).collect(Collectors.joining("\n"));
  }

  private static void rules(List<Change> changes, List<HttpRule> before, List<HttpRule> after) {
    for (HttpRule rule : after) {
      if (!HttpRule.covers(before, rule)) {
        Optional<HttpRule> within = before.stream().filter(rule::covers).findFirst();
        changes.add(
            change(within.isPresent() ? Kind.WIDENED : Kind.ADDED, within, Optional.of(rule)));
      }
    }
    for (HttpRule rule : before) {
      if (!HttpRule.covers(after, rule)) {
        Optional<HttpRule> within = after.stream().filter(rule::covers).findFirst();
        changes.add(
            change(within.isPresent() ? Kind.NARROWED : Kind.REMOVED, Optional.of(rule), within));
      }
    }
  }

  /** How far a wildcard reaches: nobody here knows which names are one owner's. */
  static Optional<String> remark(HttpRule rule) {
    return rule.subdomainsOf()
        .map(name -> "any host whose name ends in ." + name + ", whoever it belongs to");
  }

  private static Change change(Kind kind, Optional<HttpRule> before, Optional<HttpRule> after) {
    return new Change(
        kind,
        Capability.HTTP,
        before.map(CapabilityDiff::text),
        after.map(CapabilityDiff::text),
        after.flatMap(CapabilityDiff::remark));
  }

  private static String text(HttpRule rule) {
    return Capability.HTTP.key() + "=" + rule;
  }

  private static void names(List<Change> changes, List<String> before, List<String> after) {
    after.stream()
        .filter(name -> !before.contains(name))
        .forEach(
            name ->
                changes.add(
                    new Change(
                        Kind.ADDED,
                        Capability.ENV,
                        Optional.empty(),
                        Optional.of("env=" + name),
                        Optional.empty())));
    before.stream()
        .filter(name -> !after.contains(name))
        .forEach(
            name ->
                changes.add(
                    new Change(
                        Kind.REMOVED,
                        Capability.ENV,
                        Optional.of("env=" + name),
                        Optional.empty(),
                        Optional.empty())));
  }

  private static void toggle(
      List<Change> changes, Capability capability, boolean before, boolean after) {
    if (!before && after) {
      changes.add(
          new Change(
              Kind.ADDED,
              capability,
              Optional.empty(),
              Optional.of(capability.key()),
              Optional.empty()));
    } else if (before && !after) {
      changes.add(
          new Change(
              Kind.REMOVED,
              capability,
              Optional.of(capability.key()),
              Optional.empty(),
              Optional.empty()));
    }
  }
}

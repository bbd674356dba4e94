package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest.Capabilities;
import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.LoadReport.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Weighs what a manifest asks for against what the operator grants. */
final class CapabilityCheck {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/=,@-]+");

  private final Rules rules;
  private final List<Request> requests = new ArrayList<>();

  /** By which rule a capability that is asked for is granted; empty when it is not. */
  @FunctionalInterface
  interface Rules {
    Optional<GrantRule> find(Capability capability, Optional<String> value);
  }

  private CapabilityCheck(Rules rules) {
    this.rules = rules;
  }

  /**
   * Everything asked for, then everything that the operator names and that is not asked for.
   *
   * @param named what the operator names
   */
  static List<Request> requests(Capabilities asked, Capabilities named, Rules rules) {
    CapabilityCheck check = new CapabilityCheck(rules);
    check.all(asked);
    check.inVain(asked, named);
    return check.requests;
  }

  /** What is asked for, as values of capabilities that take any. */
  static void forEach(Capabilities set, BiConsumer<Capability, Optional<String>> consumer) {
    set.http().forEach(rule -> consumer.accept(Capability.HTTP, Optional.of(rule.toString())));
    set.env().forEach(name -> consumer.accept(Capability.ENV, Optional.of(name)));
    for (Capability capability : Capability.values()) {
      if (isOn(set, capability)) {
        consumer.accept(capability, Optional.empty());
      }
    }
  }

  /** Whether a set of capabilities has all of one. */
  static boolean covers(Capabilities set, Capability capability, Optional<String> value) {
    return switch (capability) {
      case HTTP -> HttpRule.covers(set.http(), HttpRule.parse(value.orElseThrow()));
      case ENV -> set.env().contains(value.orElseThrow());
      case CONFIG, CLOCK, LOG, RANDOM -> isOn(set, capability);
    };
  }

  /** Some requests, as a set of capabilities. */
  static Capabilities set(List<Request> requests) {
    Set<Capability> all = requests.stream().map(Request::capability).collect(Collectors.toSet());
    return new Capabilities(
        all(requests, Capability.HTTP).map(HttpRule::parse).toList(),
        all(requests, Capability.ENV).toList(),
        all.contains(Capability.CONFIG),
        all.contains(Capability.CLOCK),
        all.contains(Capability.LOG),
        all.contains(Capability.RANDOM));
  }

  private static Stream<String> all(List<Request> requests, Capability capability) {
    return requests.stream()
        .filter(request -> request.capability() == capability)
        .map(request -> request.value().orElseThrow());
  }

  private static boolean isOn(Capabilities set, Capability capability) {
    return switch (capability) {
      case HTTP, ENV -> false;
      case CONFIG -> set.config();
      case CLOCK -> set.clock();
      case LOG -> set.log();
      case RANDOM -> set.random();
    };
  }

  /** The capabilities that are asked for and granted, at least in part. */
  static Set<Capability> given(List<Request> requests) {
    return requests.stream()
        .filter(request -> request.asked() && request.granted())
        .map(Request::capability)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The values asked for and granted of a capability that takes values. */
  static List<String> values(List<Request> requests, Capability capability) {
    return requests.stream()
        .filter(r -> r.capability() == capability && r.asked() && r.granted())
        .map(r -> r.value().orElseThrow())
        .toList();
  }

  /** A problem for each thing asked for and not granted. */
  static List<LoadProblem> problems(List<Request> requests) {
    return requests.stream()
        .filter(request -> request.asked() && !request.granted())
        .map(
            request ->
                new LoadProblem(
                    LoadProblem.Kind.CAPABILITY,
                    request.toString(),
                    "the manifest asks for this capability, but it is not granted"
                        + request.remark().map(what -> "; it is " + what).orElse(""),
                    "grant it with --grant "
                        + word(request.toString())
                        + ", or in pipeline.toml under [source.grants] with "
                        + tomlLine(request)))
        .toList();
  }

  /** A word of a command line, whatever the shell would take its characters for. */
  private static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The line that names a capability in a manifest or in the grants of a pipeline. */
  static String tomlLine(Request request) {
    return request.capability().key()
        + " = "
        + request.value().map(value -> "[\"" + value + "\"]").orElse("true");
  }

  private void all(Capabilities asked) {
    forEach(
        asked,
        (capability, value) ->
            requests.add(new Request(capability, value, true, rules.find(capability, value))));
  }

  private void inVain(Capabilities asked, Capabilities named) {
    forEach(
        named,
        (capability, value) -> {
          if (!isUsed(asked, capability, value)) {
            requests.add(new Request(capability, value, false, Optional.of(GrantRule.OPERATOR)));
          }
        });
  }

  /** A rule of the operator is of use when it grants all or some of what a manifest asks for. */
  private static boolean isUsed(Capabilities asked, Capability capability, Optional<String> value) {
    if (capability == Capability.HTTP) {
      HttpRule named = HttpRule.parse(value.orElseThrow());
      return asked.http().stream().anyMatch(rule -> rule.covers(named) || named.covers(rule));
    }
    return covers(asked, capability, value);
  }
}

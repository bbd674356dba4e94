package dev.witloof.runtime;

import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.LoadReport.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Weighs what a manifest asks for against what the operator grants. */
final class CapabilityCheck {
  private final Grants grants;
  private final List<Request> requests = new ArrayList<>();

  private CapabilityCheck(Grants grants) {
    this.grants = grants;
  }

  /** Everything asked for, then everything granted and not asked for. */
  static List<Request> requests(ConnectorManifest.Capabilities asked, Grants grants) {
    CapabilityCheck check = new CapabilityCheck(grants);
    check.rules(asked.http());
    check.variables(asked.env());
    check.toggle(Capability.CONFIG, asked.config());
    check.toggle(Capability.CLOCK, asked.clock());
    check.toggle(Capability.LOG, asked.log());
    check.toggle(Capability.RANDOM, asked.random());
    check.requests.sort((a, b) -> Boolean.compare(b.asked(), a.asked()));
    return check.requests;
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
                    "the manifest asks for this capability, but it is not granted",
                    "grant it with --grant "
                        + request
                        + ", or in pipeline.toml under [source.grants] with "
                        + tomlLine(request)))
        .toList();
  }

  /** The line that names a capability in a manifest or in the grants of a pipeline. */
  static String tomlLine(Request request) {
    return request.capability().key()
        + " = "
        + request.value().map(value -> "[\"" + value + "\"]").orElse("true");
  }

  private void rules(List<HttpRule> asked) {
    for (HttpRule rule : asked) {
      add(Capability.HTTP, rule.toString(), true, HttpRule.covers(grants.httpRules(), rule));
    }
    for (HttpRule rule : grants.httpRules()) {
      if (asked.stream().noneMatch(wanted -> HttpRule.covers(grants.httpRules(), wanted))) {
        add(Capability.HTTP, rule.toString(), false, true);
      }
    }
  }

  private void variables(List<String> asked) {
    asked.forEach(name -> add(Capability.ENV, name, true, grants.envNames().contains(name)));
    grants.envNames().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> add(Capability.ENV, name, false, true));
  }

  private void toggle(Capability capability, boolean asked) {
    boolean granted = grants.has(capability);
    if (asked || granted) {
      requests.add(new Request(capability, Optional.empty(), asked, granted));
    }
  }

  private void add(Capability capability, String value, boolean asked, boolean granted) {
    requests.add(new Request(capability, Optional.of(value), asked, granted));
  }
}

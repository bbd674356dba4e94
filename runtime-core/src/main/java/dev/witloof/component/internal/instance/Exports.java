package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.InterfaceName;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The exports of an instance by name. */
final class Exports {
  private final Map<String, PlanExport> exports;
  private final RunningInstance instance;

  Exports(Map<String, PlanExport> exports, RunningInstance instance) {
    this.exports = exports;
    this.instance = instance;
  }

  ComponentFunction function(String name) {
    return function(exports, name, "the component");
  }

  ComponentFunction function(String interfaceName, String name) {
    if (find(interfaceName).orElse(null) instanceof PlanExport.Instance found) {
      return function(found.exports(), name, interfaceName);
    }
    throw new NoSuchElementException(
        "the component exports no interface '%s', but %s"
            .formatted(interfaceName, exports.keySet()));
  }

  private Optional<PlanExport> find(String interfaceName) {
    PlanExport exact = exports.get(interfaceName);
    if (exact != null) {
      return Optional.of(exact);
    }
    Optional<String> track = track(interfaceName);
    return exports.entrySet().stream()
        .filter(entry -> track.isPresent() && track.equals(track(entry.getKey())))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<String> track(String name) {
    return InterfaceName.parse(name).map(InterfaceName::track);
  }

  private ComponentFunction function(Map<String, PlanExport> within, String name, String where) {
    if (!(within.get(name) instanceof PlanExport.Function function)) {
      throw new NoSuchElementException(
          "%s exports no function '%s', but %s".formatted(where, name, within.keySet()));
    }
    if (!(function.callee() instanceof Callee.Lifted lifted)) {
      throw new NoSuchElementException(
          "%s exports '%s', but as one of its imports: call the host's function instead"
              .formatted(where, name));
    }
    return new ExportedFunction(instance, lifted.lift(), function.type());
  }
}

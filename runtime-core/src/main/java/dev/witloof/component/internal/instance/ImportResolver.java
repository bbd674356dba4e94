package dev.witloof.component.internal.instance;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.UnlinkableComponent.Problem;
import dev.witloof.component.internal.instance.LinkedPlan.LinkedFunction;
import dev.witloof.component.internal.instance.LinkedPlan.LinkedResource;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.ImportedFunction;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.internal.validate.Subtyping;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.TypePrinter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the imports of one plan against the host's definitions. */
final class ImportResolver {
  private final HostDefinitions host;
  private final LinkPlan plan;
  private final Subtyping subtyping;
  private final Map<String, String> reasons = new LinkedHashMap<>();

  ImportResolver(HostDefinitions host, LinkPlan plan) {
    this.host = host;
    this.plan = plan;
    Set<ResourceType> imported = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PlanResource resource : plan.resources()) {
      if (resource instanceof PlanResource.Imported abstractly) {
        imported.add(abstractly.type());
      }
    }
    this.subtyping = new Subtyping(imported::contains);
  }

  ImportResolution resolve() {
    plan.imports().forEach(this::check);
    List<LinkedFunction> functions = functions();
    Map<Integer, LinkedResource> resources = resources();
    List<Problem> problems = new ArrayList<>();
    for (String name : plan.imports().keySet()) {
      String reason = reasons.get(name);
      if (reason != null) {
        problems.add(new Problem(name, reason));
      }
    }
    return new ImportResolution(functions, resources, problems);
  }

  private void check(String name, ExternType wanted) {
    Optional<String> known = host.nameOf(name);
    if (known.isEmpty()) {
      reasons.put(name, "the host knows no such import; wanted: " + TypePrinter.print(wanted));
      return;
    }
    List<String> differences = subtyping.compare(name, wanted, host.type(known.get()));
    if (!differences.isEmpty()) {
      reasons.put(name, "of another type in the host: " + String.join("; ", differences));
    }
  }

  private List<LinkedFunction> functions() {
    List<LinkedFunction> functions = new ArrayList<>();
    Map<String, List<String>> unimplemented = new LinkedHashMap<>();
    for (ImportedFunction function : plan.functions()) {
      String importName = function.path().get(0);
      Optional<HostFunction> body =
          function.path().size() == 2
              ? host.nameOf(importName).flatMap(name -> host.function(name, function.path().get(1)))
              : Optional.empty();
      if (body.isPresent()) {
        functions.add(new LinkedFunction(Shapes.nameOf(function), body.get()));
      } else {
        unimplemented.computeIfAbsent(importName, n -> new ArrayList<>()).add(signature(function));
      }
    }
    unimplemented.forEach(
        (importName, wanted) ->
            reasons.putIfAbsent(
                importName,
                "the host does not implement it; wanted: " + String.join("; ", wanted)));
    return functions;
  }

  private static String signature(ImportedFunction function) {
    return function.path().get(function.path().size() - 1)
        + ": "
        + TypePrinter.print(function.type());
  }

  private Map<Integer, LinkedResource> resources() {
    Map<Integer, LinkedResource> resources = new HashMap<>();
    for (PlanResource resource : plan.resources()) {
      if (resource instanceof PlanResource.Imported imported) {
        Optional<ResourceType> meaning = subtyping.meaningOf(imported.type());
        Optional<HostResource<?>> definition = meaning.flatMap(host::resource);
        if (meaning.isPresent() && definition.isPresent()) {
          resources.put(
              imported.type().index(), new LinkedResource(meaning.get(), definition.get()));
        } else {
          reasons.putIfAbsent(imported.path().get(0), undefined(imported, meaning));
        }
      }
    }
    return resources;
  }

  private String undefined(PlanResource.Imported resource, Optional<ResourceType> meaning) {
    return "the host does not implement the resource '%s'%s"
        .formatted(
            resource.path().get(resource.path().size() - 1),
            meaning.flatMap(host::owner).map(owner -> " of '" + owner + "'").orElse(""));
  }
}

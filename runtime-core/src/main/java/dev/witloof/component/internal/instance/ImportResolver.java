package dev.witloof.component.internal.instance;

import dev.witloof.component.ExternValue;
import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.UnlinkableComponent.Problem;
import dev.witloof.component.internal.binary.ComponentLimits;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.ImportedFunction;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.internal.validate.Subtyping;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.TypePrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves the imports of one plan against what a linker offers. */
final class ImportResolver {
  private final Definitions definitions;
  private final LinkPlan plan;

  /** Every resource of an imported type is abstract: it stands for the one that is given. */
  private final Subtyping subtyping = new Subtyping(resource -> true, this::step);

  private int steps;
  private final OfferedTypes types = new OfferedTypes();
  private final Map<String, String> reasons = new LinkedHashMap<>();

  ImportResolver(Definitions definitions, LinkPlan plan) {
    this.definitions = definitions;
    this.plan = plan;
  }

  ImportResolution resolve() {
    plan.imports()
        .forEach(
            (name, wanted) -> {
              check(name, wanted);
              types.remember(wanted);
            });
    Map<List<String>, LinkedFunction> functions = functions();
    Map<List<String>, LinkedResource> resources = resources();
    Map<List<String>, ExternValue> values = new HashMap<>();
    for (List<String> path : plan.unknowns()) {
      definitions.value(path).ifPresent(value -> values.put(path, value));
    }
    List<Problem> problems = new ArrayList<>();
    for (String name : plan.imports().keySet()) {
      String reason = reasons.get(name);
      if (reason != null) {
        problems.add(new Problem(name, reason));
      }
    }
    return new ImportResolution(functions, resources, values, problems);
  }

  private void check(String name, ExternType wanted) {
    Optional<ExternType> offered = definitions.type(name, wanted);
    if (offered.isEmpty()) {
      if (!types.needsNothing(wanted)) {
        reasons.put(
            name,
            "the host knows no such import, it was not found; wanted: "
                + TypePrinter.print(wanted));
      }
      return;
    }
    List<String> differences =
        subtyping.compare(name, wanted, types.completed(wanted, offered.get()));
    if (!differences.isEmpty()) {
      reasons.put(name, "of another type in the host: " + String.join("; ", differences));
    }
  }

  private void step() {
    if (++steps > ComponentLimits.TYPE_WORK) {
      throw new InvalidComponent(
          Kind.LIMIT,
          0,
          "its imports refer to more than " + ComponentLimits.TYPE_WORK + " nodes of types");
    }
  }

  private Map<List<String>, LinkedFunction> functions() {
    Map<List<String>, LinkedFunction> functions = new HashMap<>();
    Map<String, List<String>> unimplemented = new LinkedHashMap<>();
    for (ImportedFunction function : plan.functions()) {
      List<String> path = function.path();
      Optional<LinkedFunction> linked =
          definitions.value(path).flatMap(v -> Definitions.linked(Shapes.nameOf(function), v));
      if (linked.isPresent()) {
        functions.put(path, linked.get());
      } else {
        unimplemented.computeIfAbsent(path.get(0), n -> new ArrayList<>()).add(signature(function));
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

  private Map<List<String>, LinkedResource> resources() {
    Map<List<String>, LinkedResource> resources = new HashMap<>();
    for (PlanResource resource : plan.resources()) {
      if (resource instanceof PlanResource.Imported imported) {
        Optional<ResourceType> meaning = subtyping.meaningOf(imported.type());
        Optional<LinkedResource> linked = meaning.flatMap(definitions::resource);
        linked.ifPresentOrElse(
            found -> resources.put(imported.path(), found),
            () -> reasons.putIfAbsent(imported.path().get(0), undefined(imported, meaning)));
      }
    }
    return resources;
  }

  private String undefined(PlanResource.Imported resource, Optional<ResourceType> meaning) {
    return "the host does not implement the resource '%s'%s"
        .formatted(
            resource.path().get(resource.path().size() - 1),
            meaning.flatMap(definitions::owner).map(owner -> " of '" + owner + "'").orElse(""));
  }
}

package dev.witloof.component.internal.instance;

import dev.witloof.component.ExternValue;
import dev.witloof.component.UnlinkableComponent.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component's imports are, by the path to them: the import's name, and the names of exports
 * within an imported instance. Incomplete if there are problems.
 */
public final class ImportResolution {
  private final Map<List<String>, LinkedFunction> functions;
  private final Map<List<String>, LinkedResource> resources;
  private final Map<List<String>, ExternValue> definitions;
  private final List<Problem> problems;

  ImportResolution(
      Map<List<String>, LinkedFunction> functions,
      Map<List<String>, LinkedResource> resources,
      Map<List<String>, ExternValue> definitions,
      List<Problem> problems) {
    this.functions = Map.copyOf(functions);
    this.resources = Map.copyOf(resources);
    this.definitions = Map.copyOf(definitions);
    this.problems = List.copyOf(problems);
  }

  /** Everything that stands in the way of linking, in the order of the imports. */
  public List<Problem> problems() {
    return problems;
  }

  LinkedFunction function(List<String> path) {
    return Optional.ofNullable(functions.get(path)).orElseThrow();
  }

  LinkedResource resource(List<String> path) {
    return Optional.ofNullable(resources.get(path)).orElseThrow();
  }

  /** An imported core module or component. */
  Optional<ExternValue> definition(List<String> path) {
    return Optional.ofNullable(definitions.get(path));
  }
}

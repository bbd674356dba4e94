package dev.witloof.component.internal.instance;

import dev.witloof.component.UnlinkableComponent.Problem;
import dev.witloof.component.internal.instance.LinkedPlan.LinkedFunction;
import dev.witloof.component.internal.instance.LinkedPlan.LinkedResource;
import java.util.List;
import java.util.Map;

/**
 * What a plan's imports are in the host.
 *
 * @param functions in the order of the plan's imported functions; incomplete if there are problems
 * @param resources by index in the plan; incomplete if there are problems
 */
public record ImportResolution(
    List<LinkedFunction> functions,
    Map<Integer, LinkedResource> resources,
    List<Problem> problems) {
  public ImportResolution {
    functions = List.copyOf(functions);
    resources = Map.copyOf(resources);
    problems = List.copyOf(problems);
  }
}

package dev.witloof.component.internal.instance;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import java.util.List;
import java.util.Map;

/**
 * A plan with all that its instances share. Immutable; shared by threads.
 *
 * @param modules in the order of the plan's modules
 * @param functions in the order of the plan's imported functions
 * @param resources the imported resources by their index in the plan
 * @param shapes of every lift and lower
 */
public record LinkedPlan(
    Engine engine,
    LinkPlan plan,
    List<CoreModule> modules,
    List<LinkedFunction> functions,
    Map<Integer, LinkedResource> resources,
    Map<Step, FunctionShape> shapes) {

  /** A function of the host; {@code name} for messages. */
  public record LinkedFunction(String name, HostFunction body) {}

  /**
   * A resource of the host.
   *
   * @param identity what makes two imported resources the same: the type in the host's world
   */
  public record LinkedResource(ResourceType identity, HostResource<?> definition) {}

  /** A new instance, instantiated under the limits of the configuration. */
  public RunningInstance instantiate(InstanceConfig config) {
    return RunningInstance.start(this, config);
  }
}

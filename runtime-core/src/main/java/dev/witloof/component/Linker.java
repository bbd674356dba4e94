package dev.witloof.component;

import dev.witloof.component.internal.instance.HostDefinitions;
import dev.witloof.component.internal.instance.ImportResolution;
import dev.witloof.component.internal.instance.LinkedPlan;
import dev.witloof.component.internal.instance.Shapes;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import java.util.List;

/**
 * Satisfies the imports of components with interfaces of the host. Interfaces match by semver
 * track, see {@link InterfaceName#track}. Not safe for concurrent {@link #define}.
 */
public final class Linker {
  private final Engine engine;
  private final HostDefinitions definitions;

  /**
   * A linker that knows no implementation yet.
   *
   * @param host the world whose imports the host can implement; their types are what components are
   *     checked against
   */
  public Linker(Engine engine, WitWorld host) {
    this.engine = engine;
    this.definitions = new HostDefinitions(host.imports());
  }

  /**
   * Adds the implementation of an interface.
   *
   * @throws IllegalArgumentException when the host's world has no such interface, when a function
   *     or resource of it is missing or is none of it, or when it was defined before
   */
  public Linker define(HostInterface implementation) {
    definitions.define(implementation);
    return this;
  }

  /**
   * Links a component and compiles its core modules, which may take seconds. An interface of types
   * only needs no definition when the host's world has it with the same types.
   *
   * @throws UnlinkableComponent when imports are missing or of another type; it lists all of them
   * @throws dev.witloof.engine.InvalidModule when a core module is refused
   */
  public LinkedComponent link(Component component) {
    LinkPlan plan = component.plan();
    ImportResolution imports = definitions.resolve(plan);
    if (!imports.problems().isEmpty()) {
      throw new UnlinkableComponent(imports.problems());
    }
    List<CoreModule> modules =
        engine.prepare(plan.modules().stream().map(LinkPlan.Module::bytes).toList());
    return new LinkedComponent(
        new LinkedPlan(
            engine, plan, modules, imports.functions(), imports.resources(), Shapes.of(plan)));
  }
}

package dev.witloof.component;

import dev.witloof.component.internal.instance.Definitions;
import dev.witloof.component.internal.instance.ImportResolution;
import dev.witloof.component.internal.instance.LinkedPlan;
import dev.witloof.component.internal.link.ComponentDefinition;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Satisfies the imports of components: with interfaces of the host, and with values by name, such
 * as what other instances export. An import gets what has its very name, or else the newest version
 * on its semver track, see {@link InterfaceName#track}. Not safe for concurrent {@link #define}.
 *
 * <pre>{@code
 * ComponentInstance rows = new Linker(engine).link(provider).instantiate(config);
 * LinkedComponent linked =
 *     new Linker(engine, world)
 *         .define(clocks)
 *         .define("acme:db/rows@1.2.0", rows.exports().get("acme:db/rows@1.2.0"))
 *         .link(consumer);
 * }</pre>
 *
 * <p>A component that is bound to exports of a live instance calls into that instance. Each keeps
 * its own memory budget and handle quota; fuel, deadline and lifted bytes of the call are those of
 * the entry that it began with, whichever instances it goes through. A failure ends every instance
 * that it passes through on its way to the host, the callee and its callers, and no other. All of
 * them are confined to one thread at a time together: a call into an instance that is in use, has
 * failed or is closed traps.
 */
public final class Linker {
  private final Engine engine;
  private final Definitions definitions;
  private final Optional<WitWorld> host;

  /** A linker that offers nothing yet, and knows no host's world. */
  public Linker(Engine engine) {
    this.engine = engine;
    this.definitions = new Definitions(Map.of());
    this.host = Optional.empty();
  }

  /**
   * A linker that knows no implementation yet.
   *
   * @param host the world whose imports the host can implement; their types are what components are
   *     checked against
   */
  public Linker(Engine engine, WitWorld host) {
    this.engine = engine;
    this.definitions = new Definitions(host.imports());
    this.host = Optional.of(host);
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
   * Adds the implementation of an interface that is a Java object: see {@link
   * dev.witloof.component.typed.WitInterface} for what its class must look like. The object serves
   * all instances, of any thread.
   *
   * @throws dev.witloof.component.typed.WitMismatch when the class does not fit the interface; it
   *     lists everything that does not, with both signatures
   * @throws IllegalArgumentException when the class names no interface of the host's world, or the
   *     interface was defined before
   * @throws IllegalStateException when this linker knows no host's world
   */
  public Linker implement(Object implementation) {
    WitWorld world =
        host.orElseThrow(
            () ->
                new IllegalStateException(
                    "this linker knows no world to check "
                        + implementation.getClass().getName()
                        + " against; use new Linker(engine, world)"));
    return define(HostInterface.of(world, implementation));
  }

  /**
   * Offers a value for imports of that name, before the host's world. It is checked when a
   * component that imports it is linked; the value may have more exports than that needs.
   *
   * @param importName a plain name, or an interface's such as {@code acme:db/rows@1.2.0}
   * @throws IllegalArgumentException when the name was defined before, or the value is an
   *     implementation of {@link ComponentFunction} or {@link Component} by the embedder
   */
  public Linker define(String importName, ExternValue value) {
    definitions.define(importName, value);
    return this;
  }

  /**
   * Links a component and compiles its core modules, which may take seconds. Imported types that
   * are not resources of their own, and instances of nothing else, need no definition; where there
   * is one it must agree.
   *
   * @throws UnlinkableComponent when imports are missing or of another type; it lists all of them
   * @throws InvalidComponent when the types of its imports, or its instantiations of imported
   *     components, exceed the limits
   * @throws dev.witloof.engine.InvalidModule when a core module is refused
   */
  public LinkedComponent link(Component component) {
    ComponentDefinition definition = (ComponentDefinition) component;
    ImportResolution imports = definitions.resolve(definition);
    if (!imports.problems().isEmpty()) {
      throw new UnlinkableComponent(imports.problems());
    }
    return new LinkedComponent(LinkedPlan.link(engine, definition, imports));
  }

  /**
   * What compiling a component's core modules came to.
   *
   * @param fromCache whether the engine or its cache had them
   * @param coreModules the modules, compiled
   */
  public record Compilation(boolean fromCache, List<CoreModule> coreModules) {}

  /**
   * Compiles the core modules of a component as {@link #link} would, for the engine's cache to have
   * them when it is linked. Its imports need not be defined.
   *
   * @throws dev.witloof.engine.InvalidModule when a core module is refused
   * @throws IllegalArgumentException when it imports core modules or components, since then its
   *     code depends on them
   */
  public Compilation compile(Component component) {
    LinkPlan plan = ((ComponentDefinition) component).plan();
    if (!plan.unknowns().isEmpty()) {
      throw new IllegalArgumentException(
          "the component imports core modules or components, "
              + plan.unknowns()
              + "; it can only be compiled when it is linked");
    }
    List<CoreModule> modules = LinkedPlan.prepare(engine, plan);
    return new Compilation(modules.stream().allMatch(CoreModule::fromCache), modules);
  }
}

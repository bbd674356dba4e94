package dev.witloof.runtime;

import dev.witloof.component.LinkedComponent;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.HttpRule;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.engine.TargetJvm;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connector is, what it wants and what it gets: made at load, also when loading is refused,
 * and for a connector that is compiled in the background anew when that has ended. Immutable.
 * {@link LoadReportText} and {@link LoadReportJson} render it.
 *
 * @param identity which connector it is
 * @param manifest what its author says of it; for a bare component one that asks for nothing
 * @param trust how far it is trusted
 * @param exports names of the component's exports, in order
 * @param imports the component's imports, in order
 * @param capabilities what the manifest asks for and what was granted beyond it
 * @param coreModules the core modules inside the component, in order
 * @param minimumMemory bytes that an instance takes of the memory limit from the start: see {@link
 *     dev.witloof.component.Component#startingMemory}
 * @param limits the limits in force
 * @param engine how guest code runs
 * @param code where the compiled code comes from; empty when the component was not compiled
 * @param compiled how the engine prepared the core modules; empty when it did not come to that, or
 *     has not yet
 * @param warnings what an operator should know and does not stop it from loading
 * @param upgrade how what it asks for differs from what was approved last under its name, if that
 *     was another component
 * @param problems why loading is refused; empty when it is not
 */
public record LoadReport(
    ConnectorIdentity identity,
    ConnectorManifest manifest,
    Trust trust,
    List<String> exports,
    List<Import> imports,
    List<Request> capabilities,
    List<Module> coreModules,
    long minimumMemory,
    ConnectorLimits limits,
    Engine.Mode engine,
    Optional<Origin> code,
    Optional<Compiled> compiled,
    List<String> warnings,
    Optional<Upgrade> upgrade,
    List<LoadProblem> problems) {

  public LoadReport {
    exports = List.copyOf(exports);
    imports = List.copyOf(imports);
    capabilities = List.copyOf(capabilities);
    coreModules = List.copyOf(coreModules);
    warnings = List.copyOf(warnings);
    problems = List.copyOf(problems);
  }

  /** The name of the connector. */
  public String connector() {
    return identity.name();
  }

  /** Empty for a bare component, which has no manifest. */
  public Optional<String> version() {
    return identity.version();
  }

  /** The same with what has become of the code of its component in the meantime. */
  LoadReport updated(LinkedComponent component) {
    Optional<Origin> now = Optional.of(Origin.of(component));
    return new LoadReport(
        identity,
        manifest,
        trust,
        exports,
        imports,
        capabilities,
        coreModules,
        minimumMemory,
        limits,
        engine,
        now,
        Compiled.of(component, now),
        warnings,
        upgrade,
        problems);
  }

  /** Whether nothing stops the connector from loading. */
  public boolean loadable() {
    return problems.isEmpty();
  }

  /** Where compiled code comes from. */
  public enum Origin {
    /** It was compiled when the connector was loaded, or in the background since. */
    COMPILED,
    /** It was compiled before: it was in the compile cache, or the runtime still had it. */
    CACHE,
    /** It is being compiled in the background; what is opened until then is interpreted. */
    BACKGROUND,
    /**
     * There is none: the connector is interpreted, because compiling exceeded its budget, or in the
     * background failed or was stopped.
     */
    NONE;

    static Origin of(LinkedComponent component) {
      // All modules of a component are compiled together, but get their code one after the other.
      Set<CoreModule.Code> codes =
          component.coreModules().stream().map(CoreModule::code).collect(Collectors.toSet());
      if (codes.contains(CoreModule.Code.COMPILING)) {
        return BACKGROUND;
      }
      if (codes.contains(CoreModule.Code.INTERPRETED)) {
        return NONE;
      }
      return component.fromCache() ? CACHE : COMPILED;
    }
  }

  /** How an import is treated. */
  public enum Treatment {
    /** Provided because a capability was granted. */
    GRANTED,
    /** Provided without authority. */
    INERT,
    /** Provided because granted interfaces are made of it. */
    SUPPORT,
    /** Types only: there is nothing to provide. */
    TYPES,
    /** Not provided; loading is refused. */
    REFUSED
  }

  /** One import and why it is treated so. */
  public record Import(String name, Treatment treatment, String reason) {}

  /**
   * One capability, such as {@code http} with the value {@code api.github.com}.
   *
   * @param value host or variable name; empty for capabilities that take none
   * @param asked by the manifest
   * @param rule by which it is granted; empty when it is not
   */
  public record Request(
      Capability capability, Optional<String> value, boolean asked, Optional<GrantRule> rule) {

    /** By the operator, in one way or another; given only when it is asked for as well. */
    public boolean granted() {
      return rule.isPresent();
    }

    /**
     * What its value does not show at a glance, for whoever decides on it: how far a wildcard
     * reaches.
     */
    public Optional<String> remark() {
      return capability == Capability.HTTP
          ? value.flatMap(rule -> CapabilityDiff.remark(HttpRule.parse(rule)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return capability.key() + value.map(v -> "=" + v).orElse("");
    }
  }

  /**
   * What became of a connector that was approved before.
   *
   * @param earlier what was approved last under its name
   * @param difference from what was approved to what is asked for
   */
  public record Upgrade(Approval earlier, CapabilityDiff difference) {}

  /**
   * What the engine could not compile as it should be.
   *
   * @param interpreted functions that run interpreted although the engine compiles, because they
   *     cannot be compiled
   * @param slowMethods methods of the compiled code that the JVM does not compile in turn, because
   *     they are large; {@link dev.witloof.engine.Engines#LARGE_METHOD_FLAGS} changes that. The JVM
   *     is this one, or for a {@link CompileReport} what it was compiled for
   */
  public record Compiled(List<Interpreted> interpreted, int slowMethods) {
    public Compiled {
      interpreted = List.copyOf(interpreted);
    }

    /** Nothing while there is another code to come, of which all this is not known yet. */
    static Optional<Compiled> of(LinkedComponent component, Optional<Origin> origin) {
      return origin.equals(Optional.of(Origin.BACKGROUND))
          ? Optional.empty()
          : Optional.of(of(component.coreModules(), TargetJvm.THIS));
    }

    static Compiled of(List<CoreModule> modules, TargetJvm jvm) {
      List<Interpreted> interpreted = new ArrayList<>();
      for (int i = 0; i < modules.size(); i++) {
        for (InterpretedFunction function : modules.get(i).interpretedFunctions()) {
          interpreted.add(new Interpreted(i, function.index(), function.name(), function.reason()));
        }
      }
      return new Compiled(
          interpreted, modules.stream().mapToInt(module -> module.slowMethods(jvm)).sum());
    }
  }

  /**
   * A function that runs interpreted.
   *
   * @param coreModule position of its module
   * @param function index in the module
   * @param name the guest's own text, if it names the function
   * @param reason why it does
   */
  public record Interpreted(int coreModule, int function, Optional<String> name, Reason reason) {}

  /**
   * One core module.
   *
   * @param bytes its size in the component
   */
  public record Module(int imports, int exports, long bytes) {}
}

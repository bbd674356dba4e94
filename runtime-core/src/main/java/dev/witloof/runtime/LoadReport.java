package dev.witloof.runtime;

import dev.witloof.engine.Engine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a connector is, what it wants and what it gets: made at load, also when loading is refused.
 * Immutable. {@link LoadReportText} and {@link LoadReportJson} render it.
 *
 * @param connector name of the connector
 * @param version empty for a bare component, which has no manifest
 * @param exports names of the component's exports, in order
 * @param imports the component's imports, in order
 * @param capabilities what the manifest asks for and what was granted beyond it
 * @param coreModules the core modules inside the component, in order
 * @param minimumMemory bytes of linear memory that an instance needs from the start
 * @param limits the limits in force
 * @param engine how guest code runs
 * @param code where the compiled code comes from; empty when the component was not compiled
 * @param interpretedFunctions functions that run interpreted although the engine compiles, because
 *     they are too large for the JVM; empty when the component was not compiled
 * @param problems why loading is refused; empty when it is not
 */
public record LoadReport(
    String connector,
    Optional<String> version,
    List<String> exports,
    List<Import> imports,
    List<Request> capabilities,
    List<Module> coreModules,
    long minimumMemory,
    ConnectorLimits limits,
    Engine.Mode engine,
    Optional<Origin> code,
    OptionalInt interpretedFunctions,
    List<LoadProblem> problems) {

  public LoadReport {
    exports = List.copyOf(exports);
    imports = List.copyOf(imports);
    capabilities = List.copyOf(capabilities);
    coreModules = List.copyOf(coreModules);
    problems = List.copyOf(problems);
  }

  /** Whether nothing stops the connector from loading. */
  public boolean loadable() {
    return problems.isEmpty();
  }

  /** Where compiled code comes from. */
  public enum Origin {
    /** It was compiled when the connector was loaded. */
    COMPILED,
    /** It was compiled before, and taken from the compile cache. */
    CACHE
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
   * @param granted by the operator; given only when both are true
   */
  public record Request(
      Capability capability, Optional<String> value, boolean asked, boolean granted) {

    @Override
    public String toString() {
      return capability.key() + value.map(v -> "=" + v).orElse("");
    }
  }

  /**
   * One core module.
   *
   * @param bytes its size in the component
   */
  public record Module(int imports, int exports, long bytes) {}
}

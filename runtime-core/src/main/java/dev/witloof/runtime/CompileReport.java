package dev.witloof.runtime;

import dev.witloof.engine.TargetJvm;
import java.time.Duration;
import java.util.List;

/**
 * What compiling a connector came to.
 *
 * @param connector name of the connector
 * @param jvm what it was compiled for
 * @param coreModules the core modules inside the component, in order
 * @param fromCache whether the compile cache had all of it already
 * @param compiled what could not be compiled as it should be
 * @param elapsed time that reading, validating and compiling took
 */
public record CompileReport(
    String connector,
    TargetJvm jvm,
    List<LoadReport.Module> coreModules,
    boolean fromCache,
    LoadReport.Compiled compiled,
    Duration elapsed) {
  public CompileReport {
    coreModules = List.copyOf(coreModules);
  }

  /** Bytes of all core modules. */
  public long moduleBytes() {
    return coreModules.stream().mapToLong(LoadReport.Module::bytes).sum();
  }
}

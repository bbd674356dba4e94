package dev.witloof.runtime;

import dev.witloof.component.HostInterface;
import java.util.List;

/**
 * A provider of interfaces that connectors may import; found by {@link java.util.ServiceLoader}.
 * Stateless and shared by threads: whatever belongs to one component instance is made by {@link
 * #newState}.
 */
public interface HostImports {

  /**
   * Everything this provider can offer, whatever a connector was granted. The functions find the
   * {@link HostEnvironment} and the objects of {@link #newState} through {@link
   * dev.witloof.component.HostCall#state}.
   */
  List<HostInterface> interfaces();

  /**
   * What importing an interface takes.
   *
   * @param interfaceName as in the component, with any version, such as {@code
   *     wasi:clocks/wall-clock@0.2.3}
   * @return {@link ImportClass.Unknown} when this provider does not offer the interface
   */
  ImportClass classify(String interfaceName);

  /**
   * Makes the objects that belong to one component instance, at most one of a class; they are given
   * to the instance as state. Those that are {@link AutoCloseable} are closed with the instance, in
   * reverse order.
   *
   * @return empty when this provider keeps nothing by instance
   */
  default List<Object> newState(HostEnvironment environment) {
    return List.of();
  }
}

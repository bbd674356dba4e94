package dev.witloof.component;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The host's implementation of one WIT interface. Immutable. Function names are those of the
 * component binary, such as {@code now}, {@code [method]fields.get} or {@code
 * [static]fields.from-list}.
 *
 * <p>Handles of a resource stand for the Java objects themselves. A function whose result owns a
 * resource returns the object, which is the guest's from then on, even if the result cannot be
 * lowered; a borrowed argument is the object, which stays the guest's; an owned argument is the
 * object, which is the host's again.
 *
 * @param name the interface, such as {@code wasi:clocks/wall-clock@0.2.0}
 */
public record HostInterface(
    String name, Map<String, HostFunction> functions, Map<String, HostResource<?>> resources) {

  /** A resource type of the host: handles stand for Java objects of this class. */
  public record HostResource<T>(Class<T> type, Optional<Consumer<T>> onDrop) {}

  public HostInterface {
    functions = Map.copyOf(functions);
    resources = Map.copyOf(resources);
  }

  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Collects the functions and resources of one interface. */
  public static final class Builder {
    private final String name;
    private final Map<String, HostFunction> functions = new LinkedHashMap<>();
    private final Map<String, HostResource<?>> resources = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    public Builder function(String functionName, HostFunction body) {
      functions.put(functionName, body);
      return this;
    }

    public <T> Builder resource(String resourceName, Class<T> type) {
      resources.put(resourceName, new HostResource<>(type, Optional.empty()));
      return this;
    }

    /**
     * {@code onDrop} runs once for each owning handle of the guest: when the guest drops it, or
     * when the instance closes. It does not run for objects that the guest gives to the host.
     */
    public <T> Builder resource(String resourceName, Class<T> type, Consumer<T> onDrop) {
      resources.put(resourceName, new HostResource<>(type, Optional.of(onDrop)));
      return this;
    }

    public HostInterface build() {
      return new HostInterface(name, functions, resources);
    }
  }
}

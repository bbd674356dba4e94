package dev.witloof.component;

import dev.witloof.component.internal.typed.HostPlanner;
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

  /**
   * A resource type of the host: handles stand for Java objects of this class.
   *
   * @param onDrop see {@link Builder#resource(String, Class, Consumer)}
   * @param beforeDrop see {@link Builder#resource(String, Class, Consumer, Consumer)}
   */
  public record HostResource<T>(
      Class<T> type, Optional<Consumer<T>> onDrop, Optional<Consumer<T>> beforeDrop) {
    /** A type whose handles may be dropped at any time. */
    public HostResource(Class<T> type, Optional<Consumer<T>> onDrop) {
      this(type, onDrop, Optional.empty());
    }
  }

  public HostInterface {
    functions = Map.copyOf(functions);
    resources = Map.copyOf(resources);
  }

  /**
   * An interface whose implementation is a Java object: see {@link
   * dev.witloof.component.typed.WitInterface} for what its class must look like.
   *
   * @param host the world that has the interface
   * @throws dev.witloof.component.typed.WitMismatch when the class does not fit the interface; it
   *     lists everything that does not, with both signatures
   * @throws IllegalArgumentException when the class names no interface of the world, or cannot be
   *     reached
   */
  public static HostInterface of(WitWorld host, Object implementation) {
    return HostPlanner.plan(host.imports(), implementation);
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

    /**
     * A resource that a guest may not drop at any time, such as one whose children must go first.
     *
     * @param beforeDrop runs when the guest is about to drop an owning handle, which is still its
     *     own then; it throws {@link dev.witloof.engine.Trap} if that must not be. Nobody asks it
     *     when the instance closes, which drops all handles in any order
     */
    public <T> Builder resource(
        String resourceName, Class<T> type, Consumer<T> onDrop, Consumer<T> beforeDrop) {
      resources.put(
          resourceName, new HostResource<>(type, Optional.of(onDrop), Optional.of(beforeDrop)));
      return this;
    }

    public HostInterface build() {
      return new HostInterface(name, functions, resources);
    }
  }
}

package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ExternValue;
import dev.witloof.component.HostInterface;
import dev.witloof.component.internal.link.ComponentDefinition;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a linker offers: values by name, and the interfaces of the host's world. A value of a name
 * comes before an interface of that name.
 */
public final class Definitions {
  private final HostDefinitions host;
  private final Map<String, ExternValue> values = new LinkedHashMap<>();
  private final InterfaceTracks names = new InterfaceTracks();
  private final Map<ResourceType, LinkedResource> resources = new IdentityHashMap<>();

  /** {@code world} holds the host's interfaces by name, those that others use first. */
  public Definitions(Map<String, ExternType> world) {
    this.host = new HostDefinitions(world);
  }

  /** See {@link dev.witloof.component.Linker#define(HostInterface)}. */
  public void define(HostInterface implementation) {
    host.define(implementation);
  }

  /** See {@link dev.witloof.component.Linker#define(String, ExternValue)}. */
  public void define(String name, ExternValue value) {
    if (values.containsKey(name)) {
      throw new IllegalArgumentException("'" + name + "' is defined already");
    }
    adopt(name, value);
    values.put(name, value);
    names.add(name);
  }

  /** Takes the resources of a value, which must be one that this library made. */
  private void adopt(String path, ExternValue value) {
    if (value instanceof ExternValue.Instance instance) {
      instance.exports().forEach((name, inner) -> adopt(path + "#" + name, inner));
    } else if (value instanceof ExternValue.HostResource resource) {
      resources.put(
          resource.identity(), new LinkedResource.Host(resource.identity(), resource.definition()));
    } else if (value instanceof ExportedResource resource) {
      resources.put(
          resource.identity(), new LinkedResource.Live(resource.identity(), resource.resource()));
    } else if (value instanceof ComponentFunction function && linked(path, function).isEmpty()) {
      throw new IllegalArgumentException(
          "'" + path + "' is no function of a component instance: use ExternValue.HostFunc");
    } else if (value instanceof dev.witloof.component.Component component
        && !(component instanceof ComponentDefinition)) {
      throw new IllegalArgumentException("'" + path + "' was not made by Component.read");
    }
  }

  /** What an imported function is when it is bound to a value; empty for what is no function. */
  static Optional<LinkedFunction> linked(String name, ExternValue value) {
    if (value instanceof ExternValue.HostFunc function) {
      return Optional.of(new LinkedFunction.Host(name, function.body()));
    } else if (value instanceof ExportedFunction function) {
      return Optional.of(new LinkedFunction.Live(name, function));
    } else if (value instanceof ReexportedFunction function) {
      return Optional.of(new LinkedFunction.Host(name, function.function().body()));
    }
    return Optional.empty();
  }

  /** Finds what each import of a component is, and everything that stands in the way. */
  public ImportResolution resolve(ComponentDefinition component) {
    return new ImportResolver(this, component.plan()).resolve();
  }

  private Optional<ExternValue> named(String name) {
    return names.find(name).map(values::get);
  }

  /** The type of what is offered for an import of a type. */
  Optional<ExternType> type(String name, ExternType wanted) {
    Optional<ExternType> type = named(name).map(value -> OfferedTypes.typeOf(value, wanted));
    return type.isPresent() ? type : host.nameOf(name).map(host::type);
  }

  /** What is at a path, if it is there and implemented. */
  Optional<ExternValue> value(List<String> path) {
    Optional<ExternValue> at = named(path.get(0));
    if (at.isEmpty()) {
      return host.function(path);
    }
    for (String name : path.subList(1, path.size())) {
      at =
          at.filter(ExternValue.Instance.class::isInstance)
              .map(instance -> ((ExternValue.Instance) instance).exports().get(name));
    }
    return at;
  }

  /** What an offered resource type is, if it is implemented. */
  Optional<LinkedResource> resource(ResourceType type) {
    LinkedResource defined = resources.get(type);
    return defined != null
        ? Optional.of(defined)
        : host.resource(type).map(definition -> new LinkedResource.Host(type, definition));
  }

  /** The interface of the host's world that a resource belongs to. */
  Optional<String> owner(ResourceType resource) {
    return host.owner(resource);
  }
}

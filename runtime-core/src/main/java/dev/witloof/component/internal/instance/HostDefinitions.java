package dev.witloof.component.internal.instance;

import dev.witloof.component.ExternValue;
import dev.witloof.component.HostInterface;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The interfaces of the host's world, with their implementations as far as they are defined. */
final class HostDefinitions {
  private final Map<String, ExternType> world;
  private final InterfaceTracks names = new InterfaceTracks();
  private final Map<ResourceType, String> owners = new IdentityHashMap<>();
  private final Map<String, HostInterface> implementations = new LinkedHashMap<>();
  private final Map<ResourceType, HostResource<?>> resources = new IdentityHashMap<>();

  /** {@code world} holds the interfaces by name, those that others use first. */
  HostDefinitions(Map<String, ExternType> world) {
    this.world = world;
    world.forEach(
        (name, type) -> {
          names.add(name);
          resourcesOf(type).values().forEach(resource -> owners.putIfAbsent(resource, name));
        });
  }

  private static Map<String, ResourceType> resourcesOf(ExternType type) {
    Map<String, ResourceType> resources = new LinkedHashMap<>();
    if (type instanceof ExternType.Instance instance) {
      instance
          .exports()
          .forEach(
              (name, export) -> {
                if (export instanceof ExternType.Resource resource) {
                  resources.put(name, resource.type());
                }
              });
    }
    return resources;
  }

  /** See {@link dev.witloof.component.Linker#define}. */
  void define(HostInterface implementation) {
    String name =
        nameOf(implementation.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the host's world has no interface '%s', but %s"
                            .formatted(implementation.name(), world.keySet())));
    if (!(world.get(name) instanceof ExternType.Instance type)) {
      throw new IllegalArgumentException("'" + name + "' is not an interface");
    }
    if (implementations.containsKey(name)) {
      throw new IllegalArgumentException("interface '" + name + "' is defined already");
    }
    Map<String, ResourceType> owned = resourcesOf(type);
    // An alias, such as headers of fields in wasi:http, is implemented with what it stands for.
    Set<ResourceType> implemented = Collections.newSetFromMap(new IdentityHashMap<>());
    owned
        .values()
        .removeIf(resource -> !name.equals(owners.get(resource)) || !implemented.add(resource));
    List<String> faults = new ArrayList<>();
    compare("function", functionsOf(type), implementation.functions().keySet(), faults);
    compare("resource", owned.keySet(), implementation.resources().keySet(), faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the implementation of '" + name + "' does not fit: " + String.join("; ", faults));
    }
    implementations.put(name, implementation);
    implementation
        .resources()
        .forEach(
            (resource, definition) ->
                resources.put(Optional.ofNullable(owned.get(resource)).orElseThrow(), definition));
  }

  private static Set<String> functionsOf(ExternType.Instance type) {
    Set<String> names = new TreeSet<>();
    type.exports()
        .forEach(
            (name, export) -> {
              if (export instanceof ExternType.Func) {
                names.add(name);
              }
            });
    return names;
  }

  private static void compare(
      String kind, Set<String> wanted, Set<String> given, List<String> faults) {
    for (String name : wanted) {
      if (!given.contains(name)) {
        faults.add(kind + " '" + name + "' is missing");
      }
    }
    for (String name : new TreeSet<>(given)) {
      if (!wanted.contains(name)) {
        faults.add("the interface has no " + kind + " '" + name + "'");
      }
    }
  }

  /** The world's name for an interface that a component or an implementation names. */
  Optional<String> nameOf(String name) {
    return names.find(name);
  }

  ExternType type(String name) {
    return Optional.ofNullable(world.get(name)).orElseThrow();
  }

  /** The interface that a resource of the world belongs to. */
  Optional<String> owner(ResourceType resource) {
    return Optional.ofNullable(owners.get(resource));
  }

  Optional<HostResource<?>> resource(ResourceType type) {
    return Optional.ofNullable(resources.get(type));
  }

  /** The function of an interface, if it is implemented. */
  Optional<ExternValue> function(List<String> path) {
    Optional<String> name = path.size() == 2 ? nameOf(path.get(0)) : Optional.empty();
    if (name.isEmpty()
        || !(type(name.get()) instanceof ExternType.Instance type)
        || !(type.exports().get(path.get(1)) instanceof ExternType.Func function)) {
      return Optional.empty();
    }
    return Optional.ofNullable(implementations.get(name.get()))
        .map(implementation -> implementation.functions().get(path.get(1)))
        .map(body -> new ExternValue.HostFunc(function, body));
  }
}

package dev.witloof.host.inert;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface;
import dev.witloof.component.InterfaceName;
import dev.witloof.component.WitWorld;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.Trap;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code wasi:filesystem} and {@code wasi:sockets}, which language runtimes import but that carry
 * no authority here: there is no preopened directory, and every way to a socket answers
 * access-denied. The functions are those of the WIT, so that none can be forgotten.
 */
public final class InertInterfaces {
  private static final Set<String> PACKAGES = Set.of("filesystem", "sockets");

  private InertInterfaces() {}

  /** Whether an interface is made here. */
  public static boolean covers(InterfaceName name) {
    return name.namespace().equals("wasi") && PACKAGES.contains(name.packageName());
  }

  /** All of them that the world imports. */
  public static List<HostInterface> of(WitWorld world) {
    Set<ResourceType> owned = Collections.newSetFromMap(new IdentityHashMap<>());
    world
        .imports()
        .forEach(
            (name, type) -> {
              if (InterfaceName.parse(name).filter(InertInterfaces::covers).isEmpty()) {
                claim(type, owned);
              }
            });
    return world.imports().entrySet().stream()
        .filter(e -> InterfaceName.parse(e.getKey()).filter(InertInterfaces::covers).isPresent())
        .map(e -> inert(e.getKey(), (ExternType.Instance) e.getValue(), owned))
        .toList();
  }

  /** A resource belongs to the first interface that has it; later ones only use it. */
  private static void claim(ExternType type, Set<ResourceType> owned) {
    if (type instanceof ExternType.Instance instance) {
      for (ExternType export : instance.exports().values()) {
        if (export instanceof ExternType.Resource resource) {
          owned.add(resource.type());
        }
      }
    }
  }

  private static HostInterface inert(
      String name, ExternType.Instance type, Set<ResourceType> owned) {
    HostInterface.Builder builder = HostInterface.builder(name);
    for (Map.Entry<String, ExternType> export : type.exports().entrySet()) {
      if (export.getValue() instanceof ExternType.Resource resource && owned.add(resource.type())) {
        builder.resource(export.getKey(), Inert.class);
      } else if (export.getValue() instanceof ExternType.Func function) {
        builder.function(export.getKey(), body(name, export.getKey(), function));
      }
    }
    return builder.build();
  }

  private static HostFunction body(String interfaceName, String name, ExternType.Func type) {
    return switch (name) {
      case "get-directories" -> (call, args) -> List.of();
      case "instance-network" -> (call, args) -> new Inert();
      case "filesystem-error-code" -> (call, args) -> Optional.empty();
      default ->
          accessDenied(type)
              .<HostFunction>map(denied -> (call, args) -> denied)
              .orElse(
                  (call, args) -> {
                    throw new Trap(
                        Trap.Kind.HOST,
                        interfaceName + ": " + name + " is not available to a connector");
                  });
    };
  }

  /** The error that says no, if the function can return one. */
  private static Optional<ResultValue> accessDenied(ExternType.Func type) {
    return type.result()
        .filter(ValueType.ResultOf.class::isInstance)
        .flatMap(result -> ((ValueType.ResultOf) result).error())
        .filter(ValueType.EnumOf.class::isInstance)
        .flatMap(
            error ->
                ((ValueType.EnumOf) error)
                    .labels().stream()
                        .filter(label -> label.equals("access-denied") || label.equals("access"))
                        .findFirst())
        .map(ResultValue::err);
  }

  /** Stands for a network without any reach. */
  private static final class Inert {}
}

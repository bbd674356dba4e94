package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.component.typed.WitResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources of an interface, and the classes that stand for them. */
final class ResourceClasses {
  private ResourceClasses() {}

  /** The annotation of a class, or of one above it. */
  static WitInterface annotation(Class<?> type) {
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      WitInterface annotation = one.getAnnotation(WitInterface.class);
      if (annotation != null) {
        return annotation;
      }
    }
    throw new IllegalArgumentException(
        type.getName() + " has no @WitInterface, which names the interface it stands for");
  }

  /** The classes by the names of their resources: nested ones, and those that are listed. */
  static Map<String, Class<?>> of(Class<?> type, WitInterface annotation) {
    List<Class<?>> all = new ArrayList<>(Arrays.asList(annotation.resources()));
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      Arrays.stream(one.getDeclaredClasses())
          .filter(nested -> nested.isAnnotationPresent(WitResource.class))
          .forEach(all::add);
    }
    Map<String, Class<?>> classes = new LinkedHashMap<>();
    for (Class<?> one : all) {
      String resource =
          name(one)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          one.getName() + " is listed as a resource, but has no @WitResource"));
      Class<?> other = classes.putIfAbsent(resource, one);
      if (other != null && other != one) {
        throw new IllegalArgumentException(
            "%s and %s both stand for resource '%s'"
                .formatted(other.getName(), one.getName(), resource));
      }
    }
    return classes;
  }

  static Optional<String> name(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(WitResource.class)).map(WitResource::value);
  }

  /**
   * The resources that an interface of the world defines: not those it uses of others, and those
   * with several names once.
   */
  static Map<String, ResourceType> defined(Map<String, ExternType> world, String interfaceName) {
    Set<ResourceType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<String, ResourceType> defined = new LinkedHashMap<>();
    for (Map.Entry<String, ExternType> one : world.entrySet()) {
      boolean here = one.getKey().equals(interfaceName);
      if (one.getValue() instanceof ExternType.Instance instance) {
        instance
            .exports()
            .forEach(
                (name, export) -> {
                  if (export instanceof ExternType.Resource resource
                      && seen.add(resource.type())
                      && here) {
                    defined.put(name, resource.type());
                  }
                });
      }
      if (here) {
        break;
      }
    }
    return defined;
  }
}

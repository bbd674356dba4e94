package dev.witloof.component.internal.validate;

import dev.witloof.component.type.ResourceType;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the abstract resource types of an expected type stand for. */
final class ResourceMeanings {
  private final Predicate<ResourceType> isAbstract;
  private final Map<ResourceType, ResourceType> meaning = new IdentityHashMap<>();

  ResourceMeanings(Predicate<ResourceType> isAbstract) {
    this.isAbstract = isAbstract;
  }

  Optional<ResourceType> of(ResourceType expected) {
    return Optional.ofNullable(meaning.get(expected));
  }

  /** Runs a comparison whose meanings do not matter beyond it; each one kept is a step. */
  void forgetAfter(Runnable onStep, Runnable comparison) {
    Map<ResourceType, ResourceType> before = new IdentityHashMap<>(meaning);
    before.values().forEach(resource -> onStep.run());
    comparison.run();
    meaning.clear();
    meaning.putAll(before);
  }

  void standsForItself(ResourceType type) {
    meaning.putIfAbsent(type, type);
  }

  /** Whether they are the same; an abstract one that is new becomes the actual one. */
  boolean same(ResourceType expected, ResourceType actual) {
    ResourceType resolved = meaning.getOrDefault(actual, actual);
    ResourceType bound = meaning.get(expected);
    if (bound != null) {
      return bound == resolved;
    }
    if (expected != resolved && isAbstract.test(expected)) {
      meaning.put(expected, resolved);
      return true;
    }
    return expected == resolved;
  }
}

package dev.witloof.component.internal.link;

import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreModuleType;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Supplies what is behind the declared types that are elaborated. */
interface ImportSource {
  /** The core module at a path; one without a binary when only its type is known. */
  Item.CoreModule module(List<String> path, CoreModuleType type);

  /** The component at a path, or what its type says. */
  Item component(List<String> path, Item.Type.Scheme type);

  ResourceType resource(List<String> path);

  Callee function(List<String> path, ExternType.Func type);

  /** Makes types only; nothing of it runs. */
  final class TypesOnly implements ImportSource {
    private final Set<ResourceType> resources = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public Item.CoreModule module(List<String> path, CoreModuleType type) {
      return new Item.CoreModule(Optional.empty(), type);
    }

    @Override
    public Item component(List<String> path, Item.Type.Scheme type) {
      return new Item.DeclaredComponent(type);
    }

    @Override
    public ResourceType resource(List<String> path) {
      ResourceType fresh = new ResourceType(-1, path.get(path.size() - 1));
      resources.add(fresh);
      return fresh;
    }

    @Override
    public Callee function(List<String> path, ExternType.Func type) {
      return new Callee.Imported(-1);
    }

    /** Whether a resource was made here, that is, is abstract in the elaborated type. */
    boolean made(ResourceType resource) {
      return resources.contains(resource);
    }

    /** Takes resources that were made elsewhere, but are abstract as well. */
    void adopt(Collection<ResourceType> made) {
      resources.addAll(made);
    }
  }
}

package dev.witloof.component.internal.link;

import dev.witloof.component.type.ResourceType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which items carry resource types. */
final class Resources {
  private Resources() {}

  /** The resource types that an item refers to; a scheme's own are not among them. */
  static Set<ResourceType> mentioned(
      Collection<? extends Item> items, ElaborationContext context, int offset) {
    Set<ResourceType> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Item> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Item> open = new ArrayDeque<>(items);
    while (!open.isEmpty()) {
      Item item = open.pop();
      if (!seen.add(item)) {
        continue;
      }
      context.walk(1, offset);
      if (item instanceof Item.Type.Resource resource) {
        found.add(resource.type());
      } else if (item instanceof Item.Type.Value value) {
        open.addAll(value.parts());
      } else if (item instanceof Item.Type.Func func) {
        open.addAll(func.parts());
      } else if (item instanceof Item.Func func) {
        open.add(func.declared());
      } else if (item instanceof Item.Instance instance) {
        open.addAll(instance.exports().values());
      } else if (item instanceof Item.Type.Scheme scheme) {
        found.addAll(scheme.outerResources());
      } else if (item instanceof Item.DeclaredComponent component) {
        found.addAll(component.type().outerResources());
      }
    }
    return found;
  }
}

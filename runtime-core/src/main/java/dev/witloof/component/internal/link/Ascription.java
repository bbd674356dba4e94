package dev.witloof.component.internal.link;

import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreModuleType;
import java.util.List;

/**
 * What is behind the type that is ascribed to an export: the exported item, of which the type shows
 * a part. A resource that the type leaves abstract has an identity of its own from there on
 * (Explainer.md, "Import and Export Definitions").
 */
record Ascription(Item exported) implements ImportSource {

  /** The first name of a path is the export's. */
  private Item at(List<String> path) {
    Item item = exported;
    for (String name : path.subList(1, path.size())) {
      item = ((Item.Instance) item).exports().get(name);
    }
    return item;
  }

  @Override
  public ResourceType resource(List<String> path) {
    return ((Item.Type.Resource) at(path)).type().opaque(path.get(path.size() - 1));
  }

  @Override
  public Callee function(List<String> path, ExternType.Func type) {
    return ((Item.Func) at(path)).callee();
  }

  @Override
  public Item.CoreModule module(List<String> path, CoreModuleType type) {
    return (Item.CoreModule) at(path);
  }

  @Override
  public Item component(List<String> path, Item.Type.Scheme type) {
    return at(path);
  }
}

package dev.witloof.component.internal.link;

import dev.witloof.component.Component;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.type.ExternType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A component: its definitions, and the plan that its validation made. */
public final class ComponentDefinition implements Component {
  private final Item.Component item;
  private final LinkPlan plan;
  private final ExternType.Component type;

  ComponentDefinition(Item.Component item, LinkPlan plan) {
    this.item = item;
    this.plan = plan;
    this.type =
        new ExternType.Component(
            Collections.unmodifiableMap(plan.imports()),
            Collections.unmodifiableMap(typesOf(plan.exports())));
  }

  private static Map<String, ExternType> typesOf(Map<String, PlanExport> exports) {
    Map<String, ExternType> types = new LinkedHashMap<>();
    exports.forEach((name, export) -> types.put(name, typeOf(export)));
    return types;
  }

  private static ExternType typeOf(PlanExport export) {
    if (export instanceof PlanExport.Function function) {
      return function.type();
    } else if (export instanceof PlanExport.Instance instance) {
      return new ExternType.Instance(Collections.unmodifiableMap(typesOf(instance.exports())));
    } else if (export instanceof PlanExport.Value value) {
      return value.value().type();
    }
    return ((PlanExport.Type) export).type();
  }

  Item.Component item() {
    return item;
  }

  /** The plan; not complete when it {@link LinkPlan#unknowns needs} what it imports. */
  public LinkPlan plan() {
    return plan;
  }

  @Override
  public Map<String, ExternType> imports() {
    return type.imports();
  }

  @Override
  public Map<String, ExternType> exports() {
    return type.exports();
  }

  @Override
  public ExternType.Component type() {
    return type;
  }

  @Override
  public List<CoreModuleInfo> coreModules() {
    return plan.modules().stream()
        .map(module -> new CoreModuleInfo(module.module().size(), module.moduleType()))
        .toList();
  }

  @Override
  public long startingMemory() {
    return plan.startingMemory();
  }
}

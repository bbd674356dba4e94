package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition;
import dev.witloof.component.internal.binary.Definition.CoreArgument;
import dev.witloof.component.internal.binary.Definition.CoreInlineExport;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.component.internal.validate.CoreMatching;
import dev.witloof.engine.CoreModuleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Core instances (Explainer.md, "Instance Definitions"). */
final class CoreDefinitions {
  private final Scope scope;
  private final PlanBuilder plan;
  private final ElaborationContext context;

  CoreDefinitions(Scope scope, PlanBuilder plan, ElaborationContext context) {
    this.scope = scope;
    this.plan = plan;
    this.context = context;
  }

  Item.CoreInstance instantiate(Definition.CoreInstantiate definition) {
    int offset = definition.offset();
    Item.CoreModule module =
        scope.get(
            Sort.CORE_MODULE, definition.module(), Item.CoreModule.class, "a core module", offset);
    context.walk(definition.arguments().size(), offset);
    context.walk(module.type().imports().size() + module.type().exports().size(), offset);
    Map<String, Item.CoreInstance> arguments = arguments(definition);
    List<CoreItem> ordered = new ArrayList<>();
    for (CoreModuleType.Import needed : module.type().imports()) {
      ordered.add(argument(arguments, needed, offset));
    }
    int number =
        plan.instantiate(new Step.Instantiate(plan.indexOf(module, offset), ordered), offset);
    Map<String, Item> exports = new LinkedHashMap<>();
    module
        .type()
        .exports()
        .forEach(
            (name, type) ->
                exports.put(name, new Item.Core(new CoreItem.Export(number, name), type)));
    return new Item.CoreInstance(exports);
  }

  private Map<String, Item.CoreInstance> arguments(Definition.CoreInstantiate definition) {
    Map<String, Item.CoreInstance> arguments = new HashMap<>();
    for (CoreArgument argument : definition.arguments()) {
      Item.CoreInstance instance =
          scope.get(
              Sort.CORE_INSTANCE,
              argument.instance(),
              Item.CoreInstance.class,
              "a core instance",
              definition.offset());
      if (arguments.put(argument.name(), instance) != null) {
        throw new InvalidComponent(
            Kind.INVALID,
            definition.offset(),
            "duplicate module instantiation argument named `" + argument.name() + "`");
      }
    }
    return arguments;
  }

  private static CoreItem argument(
      Map<String, Item.CoreInstance> arguments, CoreModuleType.Import needed, int offset) {
    Item.CoreInstance instance = arguments.get(needed.module());
    if (instance == null) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "missing module instantiation argument named `" + needed.module() + "`");
    }
    if (!(instance.exports().get(needed.name()) instanceof Item.Core given)) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "module instantiation argument `%s` does not export an item named `%s`"
              .formatted(needed.module(), needed.name()));
    }
    CoreMatching.mismatch(needed.type(), given.type())
        .ifPresent(
            reason -> {
              throw new InvalidComponent(
                  Kind.INVALID,
                  offset,
                  "type mismatch for export `%s` of module instantiation argument `%s`: %s"
                      .formatted(needed.name(), needed.module(), reason));
            });
    return given.at();
  }

  Item.CoreInstance inline(Definition.CoreInlineExports definition) {
    context.walk(definition.exports().size(), definition.offset());
    Map<String, Item> exports = new LinkedHashMap<>();
    for (CoreInlineExport export : definition.exports()) {
      Item item = scope.get(export.sort(), export.index(), export.offset());
      if (exports.put(export.name(), item) != null) {
        throw new InvalidComponent(
            Kind.INVALID, export.offset(), "export name `" + export.name() + "` already defined");
      }
    }
    return new Item.CoreInstance(exports);
  }
}

package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.engine.CoreType;
import org.jspecify.annotations.Nullable;

/** Export aliases (Explainer.md, "Alias Definitions"). */
final class Aliases {
  private Aliases() {}

  static Item export(Definition.AliasExport alias, Scope scope) {
    int offset = alias.offset();
    Item.Instance instance =
        scope.get(Sort.INSTANCE, alias.instance(), Item.Instance.class, "an instance", offset);
    String where = "instance " + alias.instance();
    Item item = instance.exports().get(alias.name());
    return checked(item, alias.sort(), alias.name(), where, offset);
  }

  static Item coreExport(Definition.AliasCoreExport alias, Scope scope) {
    int offset = alias.offset();
    Item.CoreInstance instance =
        scope.get(
            Sort.CORE_INSTANCE, alias.instance(), Item.CoreInstance.class, "an instance", offset);
    String where = "core instance " + alias.instance();
    Item item = instance.exports().get(alias.name());
    return checked(item, alias.sort(), alias.name(), where, offset);
  }

  private static Item checked(
      @Nullable Item item, Sort sort, String name, String where, int offset) {
    if (item == null) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "%s has no export named `%s`".formatted(where, name));
    }
    if (!isOf(item, sort)) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "export `%s` for %s is not a %s".formatted(name, where, sort.title()));
    }
    return item;
  }

  private static boolean isOf(Item item, Sort sort) {
    return switch (sort) {
      case CORE_FUNC -> isCore(item, CoreType.Func.class);
      case CORE_TABLE -> isCore(item, CoreType.Table.class);
      case CORE_MEMORY -> isCore(item, CoreType.Memory.class);
      case CORE_GLOBAL -> isCore(item, CoreType.Global.class);
      case CORE_TYPE -> item instanceof Item.CoreFuncType;
      case CORE_MODULE -> item instanceof Item.CoreModule;
      case CORE_INSTANCE -> item instanceof Item.CoreInstance;
      case FUNC -> item instanceof Item.Func;
      case TYPE -> item instanceof Item.Type;
      case COMPONENT -> item instanceof Item.Component || item instanceof Item.DeclaredComponent;
      case INSTANCE -> item instanceof Item.Instance;
    };
  }

  private static boolean isCore(Item item, Class<? extends CoreType> type) {
    return item instanceof Item.Core core && type.isInstance(core.type());
  }
}

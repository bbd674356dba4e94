package dev.witloof.component.internal.link;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.CoreExternBinary;
import dev.witloof.component.internal.binary.Definition.CoreTypeBinary;
import dev.witloof.component.internal.binary.Definition.ModuleDeclaration;
import dev.witloof.component.internal.binary.Definition.Sort;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resolves core types; a module type has a type index space of its own. */
final class CoreTypes {
  private CoreTypes() {}

  static Item resolve(CoreTypeBinary binary, Scope scope, ElaborationContext context, int offset) {
    if (binary instanceof CoreTypeBinary.Func func) {
      return new Item.CoreFuncType(func.type());
    }
    CoreTypeBinary.Module module = (CoreTypeBinary.Module) binary;
    context.walk(module.declarations().size(), offset);
    return new Item.CoreModuleTypeItem(module(module, scope, offset));
  }

  private static CoreModuleType module(CoreTypeBinary.Module binary, Scope scope, int at) {
    List<CoreType.Func> types = new ArrayList<>();
    List<CoreModuleType.Import> imports = new ArrayList<>();
    Map<String, CoreType> exports = new LinkedHashMap<>();
    for (ModuleDeclaration declaration : binary.declarations()) {
      int offset = declaration.offset();
      if (declaration instanceof ModuleDeclaration.Type type) {
        types.add(((CoreTypeBinary.Func) type.type()).type());
      } else if (declaration instanceof ModuleDeclaration.OuterAlias alias) {
        types.add(outer(alias, types, scope));
      } else if (declaration instanceof ModuleDeclaration.Import imported) {
        imports.add(
            new CoreModuleType.Import(
                imported.module(), imported.name(), extern(imported.type(), types, offset)));
      } else if (declaration instanceof ModuleDeclaration.Export exported
          && exports.put(exported.name(), extern(exported.type(), types, offset)) != null) {
        throw new InvalidComponent(
            Kind.INVALID, offset, "export name `" + exported.name() + "` already defined");
      }
    }
    requireDistinctImports(imports, at);
    return new CoreModuleType(List.copyOf(imports), exports);
  }

  /** Two imports of one name are valid in a core module, but not in a component's. */
  static void requireDistinctImports(List<CoreModuleType.Import> imports, int offset) {
    Set<List<String>> names = new HashSet<>();
    for (CoreModuleType.Import one : imports) {
      if (!names.add(List.of(one.module(), one.name()))) {
        throw new InvalidComponent(
            Kind.INVALID,
            offset,
            "duplicate import name `" + one.module() + ":" + one.name() + "` of a core module");
      }
    }
  }

  /** Scope 0 is the module type itself. */
  private static CoreType.Func outer(
      ModuleDeclaration.OuterAlias alias, List<CoreType.Func> types, Scope scope) {
    if (alias.scopes() == 0) {
      return type(alias.index(), types, alias.offset());
    }
    return scope
        .outer(alias.scopes() - 1, alias.offset())
        .scope()
        .get(
            Sort.CORE_TYPE,
            alias.index(),
            Item.CoreFuncType.class,
            "a core function type",
            alias.offset())
        .type();
  }

  private static CoreType extern(CoreExternBinary binary, List<CoreType.Func> types, int offset) {
    return binary instanceof CoreExternBinary.Func func
        ? type(func.type(), types, offset)
        : ((CoreExternBinary.Other) binary).type();
  }

  private static CoreType.Func type(int index, List<CoreType.Func> types, int offset) {
    if (index >= types.size()) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "unknown core type " + index + ": type index out of bounds");
    }
    return types.get(index);
  }
}

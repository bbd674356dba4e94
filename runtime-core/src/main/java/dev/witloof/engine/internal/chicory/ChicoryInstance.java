package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Export;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An instance. Exports that are imports of it are the very externs that were imported. */
final class ChicoryInstance implements CoreInstance {
  private final ChicoryStore store;
  private final DecodedModule module;
  private final Instance instance;
  private final Map<Kind, List<CoreExtern>> imported = new EnumMap<>(Kind.class);
  private final Map<Export, CoreExtern> exported = new HashMap<>();

  ChicoryInstance(
      ChicoryStore store, DecodedModule module, Instance instance, List<CoreExtern> imports) {
    this.store = store;
    this.module = module;
    this.instance = instance;
    for (Kind kind : Kind.values()) {
      imported.put(kind, importsOf(kind, imports));
    }
  }

  private List<CoreExtern> importsOf(Kind kind, List<CoreExtern> externs) {
    return IntStream.range(0, externs.size())
        .filter(i -> module.imports().get(i).kind() == kind)
        .mapToObj(externs::get)
        .toList();
  }

  @Override
  public Optional<CoreExtern> export(String name) {
    Export export = module.exports().get(name);
    return export == null
        ? Optional.empty()
        : Optional.of(exported.computeIfAbsent(export, this::extern));
  }

  private CoreExtern extern(Export export) {
    List<CoreExtern> imports = imported.get(export.kind());
    int index = export.index();
    if (index < imports.size()) {
      return imports.get(index);
    }
    return switch (export.kind()) {
      case FUNCTION ->
          new ChicoryFunction(store, module.functionType(index), instance.getMachine(), index);
      case TABLE -> new ChicoryTable((GuestTable) instance.table(index));
      case MEMORY -> new ChicoryMemory(((GuestMemory) instance.memory(index)).memory());
      case GLOBAL ->
          new ChicoryGlobal(store, (CoreType.Global) module.type(export), instance.global(index));
    };
  }
}

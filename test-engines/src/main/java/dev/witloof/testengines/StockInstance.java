package dev.witloof.testengines;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Export;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreInstance;
import java.util.Optional;

/** An instance. */
record StockInstance(Instance instance) implements CoreInstance {
  @Override
  public Optional<CoreExtern> export(String name) {
    var exports = instance.module().exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      Export export = exports.getExport(i);
      if (export.name().equals(name)) {
        return Optional.of(extern(export));
      }
    }
    return Optional.empty();
  }

  private CoreExtern extern(Export export) {
    return switch (export.exportType()) {
      case FUNCTION -> new StockExtern.Function(instance, export.name());
      case TABLE -> new StockExtern.Table(instance.table(export.index()));
      case MEMORY -> new StockExtern.Memory(instance.memory(export.index()));
      case GLOBAL -> new StockExtern.Global(instance.global(export.index()));
      case TAG -> throw new IllegalStateException("no module with an exported tag gets here");
    };
  }
}

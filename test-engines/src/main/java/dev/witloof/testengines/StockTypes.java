package dev.witloof.testengines;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The types of a parsed module as the engine's border has them. */
final class StockTypes {
  private final WasmModule module;

  private StockTypes(WasmModule module) {
    this.module = module;
  }

  /**
   * The type of the module.
   *
   * @throws InvalidModule of kind UNSUPPORTED for imports and exports that the border cannot say
   */
  static CoreModuleType of(WasmModule module) {
    StockTypes types = new StockTypes(module);
    List<CoreModuleType.Import> imports =
        module.importSection().stream()
            .map(item -> new CoreModuleType.Import(item.module(), item.name(), types.of(item)))
            .toList();
    Map<String, CoreType> exports = new LinkedHashMap<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      Export export = module.exportSection().getExport(i);
      if (types.exists(export)) {
        exports.put(export.name(), types.of(export));
      }
    }
    return new CoreModuleType(imports, exports);
  }

  static CoreType.Func of(FunctionType type) {
    return new CoreType.Func(values(type.params()), values(type.returns()));
  }

  private CoreType of(Import item) {
    if (item instanceof FunctionImport function) {
      return of(module.typeSection().getType(function.typeIndex()));
    } else if (item instanceof TableImport table) {
      return of(table.entryType(), table.limits());
    } else if (item instanceof MemoryImport memory) {
      return of(memory.limits());
    } else if (item instanceof GlobalImport global) {
      return new CoreType.Global(
          value(global.type()), global.mutabilityType() == MutabilityType.Var);
    }
    throw unsupported(item.importType().toString());
  }

  /** Chicory finds exports of nothing when it builds an instance. */
  private boolean exists(Export export) {
    int defined =
        switch (export.exportType()) {
          case FUNCTION -> module.functionSection().functionCount();
          case TABLE -> module.tableSection().tableCount();
          case MEMORY -> module.memorySection().map(MemorySection::memoryCount).orElse(0);
          case GLOBAL -> module.globalSection().globalCount();
          case TAG -> module.tagSection().map(TagSection::tagCount).orElse(0);
        };
    return export.index() < module.importSection().count(export.exportType()) + defined;
  }

  private CoreType of(Export export) {
    List<Import> imported =
        module.importSection().stream()
            .filter(item -> item.importType() == export.exportType())
            .toList();
    if (export.index() < imported.size()) {
      return of(imported.get(export.index()));
    }
    int index = export.index() - imported.size();
    if (export.exportType() == ExternalType.FUNCTION) {
      return of(module.functionSection().getFunctionType(index, module.typeSection()));
    } else if (export.exportType() == ExternalType.TABLE) {
      var table = module.tableSection().getTable(index);
      return of(table.elementType(), table.limits());
    } else if (export.exportType() == ExternalType.MEMORY) {
      return of(module.memorySection().orElseThrow().getMemory(index).limits());
    } else if (export.exportType() == ExternalType.GLOBAL) {
      var global = module.globalSection().getGlobal(index);
      return new CoreType.Global(
          value(global.valueType()), global.mutabilityType() == MutabilityType.Var);
    }
    throw unsupported(export.exportType().toString());
  }

  private static CoreType.Table of(ValType element, TableLimits limits) {
    return new CoreType.Table(value(element), limits.min(), OptionalLong.of(limits.max()));
  }

  private static CoreType.Memory of(MemoryLimits limits) {
    return new CoreType.Memory(
        limits.initialPages(), OptionalLong.of(limits.maximumPages()), limits.shared(), false);
  }

  private static List<CoreType.Val> values(List<ValType> types) {
    return types.stream().map(StockTypes::value).toList();
  }

  private static CoreType.Val value(ValType type) {
    if (type.equals(ValType.I32)) {
      return CoreType.Val.I32;
    } else if (type.equals(ValType.I64)) {
      return CoreType.Val.I64;
    } else if (type.equals(ValType.F32)) {
      return CoreType.Val.F32;
    } else if (type.equals(ValType.F64)) {
      return CoreType.Val.F64;
    } else if (type.equals(ValType.FuncRef)) {
      return CoreType.Val.FUNCREF;
    } else if (type.equals(ValType.ExternRef)) {
      return CoreType.Val.EXTERNREF;
    }
    throw unsupported(type.toString());
  }

  private static InvalidModule unsupported(String what) {
    return new InvalidModule(
        InvalidModule.Kind.UNSUPPORTED, "stock: the engine's border has no " + what);
  }
}

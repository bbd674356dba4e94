package dev.witloof.testengines;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.Store;
import dev.witloof.engine.TargetJvm;
import java.util.List;
import java.util.function.Function;

/**
 * A valid module. Every instance gets one that is parsed and compiled anew, because growing a table
 * changes the parsed module.
 */
record StockModule(byte[] bytes, CoreModuleType type, Engine.Mode mode, boolean counts)
    implements CoreModule {

  @Override
  public Code code() {
    return mode == Engine.Mode.COMPILER ? Code.COMPILED : Code.INTERPRETED;
  }

  /** Always none: what falls back to the interpreter is Chicory's affair. */
  @Override
  public List<InterpretedFunction> interpretedFunctions() {
    return List.of();
  }

  @Override
  public int slowMethods(TargetJvm jvm) {
    return 0;
  }

  @Override
  public boolean fromCache() {
    return false;
  }

  /** Does nothing: what is compiled is compiled when it is instantiated. */
  @Override
  public void stopCompiling() {}

  @Override
  public CoreInstance instantiate(Store store, List<CoreExtern> imports) {
    WasmModule parsed = Parser.parse(bytes);
    Instance.Builder builder =
        Instance.builder(parsed)
            .withMachineFactory(machines(parsed))
            .withImportValues(values(imports))
            .withStart(false)
            .withInitialize(false);
    FuelCount count = new FuelCount((StockStore) store);
    if (counts) {
      builder.withUnsafeExecutionListener(count);
    }
    try {
      Instance instance = builder.build();
      count.start(instance);
      StockFailures.guarded(() -> instance.initialize(false));
      return new StockInstance(instance);
    } catch (UnlinkableException e) {
      throw new InvalidModule(InvalidModule.Kind.UNLINKABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private Function<Instance, Machine> machines(WasmModule parsed) {
    return mode == Engine.Mode.COMPILER
        ? MachineFactoryCompiler.compile(parsed)
        : InterpreterMachine::new;
  }

  private ImportValues values(List<CoreExtern> externs) {
    ImportValues.Builder values = ImportValues.builder();
    for (int i = 0; i < externs.size(); i++) {
      String module = type.imports().get(i).module();
      String name = type.imports().get(i).name();
      CoreExtern extern = externs.get(i);
      if (extern instanceof StockExtern.Function function) {
        values.addFunction(
            new ImportFunction(
                module,
                name,
                function.instance().exportType(function.name()),
                (caller, arguments) -> function.export().apply(arguments),
                function.instance()));
      } else if (extern instanceof StockExtern.Memory memory) {
        values.addMemory(new ImportMemory(module, name, memory.memory()));
      } else if (extern instanceof StockExtern.Table table) {
        values.addTable(new ImportTable(module, name, table.table()));
      } else {
        values.addGlobal(new ImportGlobal(module, name, ((StockExtern.Global) extern).global()));
      }
    }
    return values.build();
  }
}

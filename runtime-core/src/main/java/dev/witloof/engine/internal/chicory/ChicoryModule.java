package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.DataSegment;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.FuelSchedule;
import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.Store;
import dev.witloof.engine.TargetJvm;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.StartingMemory;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A module ready to run.
 *
 * @param decoded the original module's structure, without its bytes
 * @param type its imports and exports
 * @param codes what instances run from now on; may be another later
 * @param known whether the engine had that code before
 * @param price fuel of an instance, besides that of its data segments and elements
 */
record ChicoryModule(
    DecodedModule decoded,
    CoreModuleType type,
    Supplier<ModuleCode> codes,
    boolean known,
    long price)
    implements CoreModule {
  /** What the rewriter gives a module without memories. */
  private static final CoreType.Memory ONLY_FOR_CHARGES =
      new CoreType.Memory(0, OptionalLong.of(0), false, false);

  /**
   * A module that runs the code that there is at a time.
   *
   * @param known whether the engine had that code before
   */
  static ChicoryModule of(OwnModule module, Supplier<ModuleCode> code, boolean known) {
    DecodedModule decoded = module.decoded();
    return new ChicoryModule(decoded.withoutBytes(), module.type(), code, known, price(decoded));
  }

  private static long price(DecodedModule decoded) {
    long initialised =
        decoded.sections().stream()
            .filter(section -> section.id() == Sections.GLOBAL || section.id() == Sections.ELEMENT)
            .mapToLong(section -> section.end() - section.start())
            .sum();
    return FuelSchedule.instantiation(decoded.imports().size(), initialised);
  }

  @Override
  public Code code() {
    return codes.get().kind();
  }

  @Override
  public List<InterpretedFunction> interpretedFunctions() {
    return codes.get().interpretedFunctions();
  }

  @Override
  public int slowMethods(TargetJvm jvm) {
    return LargeMethods.slow(codes.get().largeMethods(), jvm);
  }

  @Override
  public boolean fromCache() {
    return known || codes.get().fromCache();
  }

  @Override
  public void stopCompiling() {
    if (codes instanceof SwitchedCode switched) {
      switched.stop();
    }
  }

  @Override
  public CoreInstance instantiate(Store store, List<CoreExtern> imports) {
    if (!(store instanceof ChicoryStore own)) {
      throw new IllegalArgumentException("the store was made by another engine");
    }
    own.requireEntry();
    List<CoreExtern> externs = List.copyOf(imports);
    ModuleCode current = codes.get();
    List<byte[]> data = current.parsed().data();
    ImportValues values = Imports.link(own, type.imports(), externs, data);
    own.memory().requireFree(StartingMemory.of(decoded));
    own.memory()
        .require(
            StartingMemory.structure(
                decoded, segments(current), current.interpretedFunctions().size()));
    if (price > 0) {
      own.burn(price);
    }
    Instance instance = Failures.guarded(own, () -> build(own, current, values, data));
    return new ChicoryInstance(own, decoded, instance, externs);
  }

  private static int segments(ModuleCode code) {
    return code.parsed().data().size() + code.parsed().module().elementSection().elementCount();
  }

  private Instance build(
      ChicoryStore store, ModuleCode current, ImportValues values, List<byte[]> data) {
    Iterator<CoreType.Memory> definedMemories =
        decoded.memories().isEmpty()
            ? List.of(ONLY_FOR_CHARGES).iterator()
            : decoded.memories().stream().skip(decoded.imported(Kind.MEMORY)).iterator();
    Iterator<CoreType.Table> definedTables =
        decoded.tables().stream().skip(decoded.imported(Kind.TABLE)).iterator();
    Instance instance =
        Instance.builder(current.parsed().module())
            .withImportValues(values)
            .withMachineFactory(current.machines())
            .withMemoryFactory(
                limits -> new LinearMemory(store, definedMemories.next()).newView(data))
            .withTableFactory(
                (table, initial) -> GuestTable.create(store, definedTables.next(), table, initial))
            .withGlobalFactory(
                (low, high, valueType, mutability) -> {
                  store.checkDeadline();
                  return new GlobalInstance(low, high, valueType, mutability);
                })
            .withInitialize(false)
            .build();
    try {
      // Only the module's start function runs, not an export that happens to be named _start.
      return instance.initialize(false);
    } catch (Throwable e) {
      finish(instance, current);
      throw e;
    }
  }

  /** Lets functions that a shared table has by now be called, as what failed is not undone. */
  private void finish(Instance instance, ModuleCode current) {
    DataSegment[] segments = current.parsed().module().dataSection().dataSegments();
    for (int i = 0; i < Math.max(1, decoded.memories().size()); i++) {
      ((GuestMemory) instance.memory(i)).finish(instance, i, segments);
    }
  }
}

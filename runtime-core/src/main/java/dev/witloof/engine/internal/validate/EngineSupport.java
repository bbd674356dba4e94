package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.PlainText;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Export;
import dev.witloof.engine.internal.binary.DecodedModule.Import;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.ValueTypes;
import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Refuses valid modules that this engine cannot run: types of refused proposals, minimums beyond
 * the limits, and references that would leave their instance. References to functions are numbers
 * relative to an instance in the engine, so none may pass from one to another as a value.
 */
public final class EngineSupport {
  private final DecodedModule module;
  private final BodyUses uses;

  private EngineSupport(CheckedModule module) {
    this.module = module.decoded();
    this.uses = module.uses();
  }

  /**
   * Checks a module.
   *
   * @throws InvalidModule saying what is unsupported
   */
  public static void check(CheckedModule module) {
    EngineSupport support = new EngineSupport(module);
    support.checkTypes();
    support.checkSpaces();
    support.checkReferences();
  }

  private void checkTypes() {
    boolean vectors =
        module.types().stream().anyMatch(EngineSupport::mentionsVectors)
            || module.globals().stream().anyMatch(g -> g.type() == CoreType.Val.V128);
    if (vectors) {
      throw unsupported(ValueTypes.refusal("SIMD"));
    }
  }

  private static boolean mentionsVectors(CoreType.Func type) {
    return type.params().contains(CoreType.Val.V128) || type.results().contains(CoreType.Val.V128);
  }

  private void checkSpaces() {
    for (CoreType.Memory memory : module.memories()) {
      if (memory.shared()) {
        throw unsupported(ValueTypes.refusal("threads"));
      } else if (memory.memory64()) {
        throw unsupported(ValueTypes.refusal("memory64"));
      }
      requireMinimum("memory", memory.min(), "pages of 64 KiB", ModuleLimits.MEMORY_MINIMUM_PAGES);
    }
    for (CoreType.Table table : module.tables()) {
      requireMinimum("table", table.min(), "elements", ModuleLimits.TABLE_MINIMUM);
    }
  }

  private static void requireMinimum(String what, long minimum, String unit, int limit) {
    if (minimum > limit) {
      throw new InvalidModule(
          Kind.LIMIT, what + " starts with " + minimum + " " + unit + "; the limit is " + limit);
    }
  }

  /** No funcref may enter or leave the instance but as an element of a table. */
  private void checkReferences() {
    for (Import item : module.imports()) {
      refuseFuncref(
          item.type(),
          () -> "import " + PlainText.quote(item.module()) + " " + PlainText.quote(item.name()));
    }
    module
        .exports()
        .forEach(
            (name, export) ->
                refuseFuncref(module.type(export), () -> "export " + PlainText.quote(name)));
    BitSet shared = sharedTables();
    if (uses.tablesCalledWithFuncref().intersects(shared)) {
      throw unsupported(
          "call_indirect passes a funcref through a shared table, which this engine does not"
              + " support");
    }
    shared.stream()
        .filter(table -> module.tables().get(table).element() == CoreType.Val.FUNCREF)
        .filter(uses.tablesRead()::get)
        .findFirst()
        .ifPresent(
            table -> {
              throw unsupported(
                  "table.get on an imported or exported table of functions is not supported");
            });
  }

  private BitSet sharedTables() {
    BitSet shared = new BitSet();
    shared.set(0, module.imported(DecodedModule.Kind.TABLE));
    for (Export export : module.exports().values()) {
      if (export.kind() == DecodedModule.Kind.TABLE) {
        shared.set(export.index());
      }
    }
    return shared;
  }

  private static void refuseFuncref(CoreType type, Supplier<String> what) {
    boolean funcref =
        type instanceof CoreType.Func func && ModuleContext.mentionsFuncref(func)
            || type instanceof CoreType.Global global && global.type() == CoreType.Val.FUNCREF;
    if (funcref) {
      throw unsupported(
          what.get() + " passes a funcref between modules, which this engine does not support");
    }
  }

  private static InvalidModule unsupported(String message) {
    return new InvalidModule(Kind.UNSUPPORTED, message);
  }
}

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreModuleType;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.PlainText;
import dev.witloof.engine.internal.rewrite.ModuleRewriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * Links externs to the imports of a rewritten module, whose names are their positions. Types are
 * checked here, exactly (core specification, 4.5.3): Chicory matches loosely.
 */
final class Imports {
  private static final String MODULE = ModuleRewriter.IMPORT_MODULE;

  /** Comparisons take some nanoseconds each. */
  private static final int NAMES_PER_LOOK = 4_096;

  private Imports() {}

  /** How often Chicory has asked for a name: for each import those of all up to it. */
  private static final class Asked {
    private final FuelTank tank;
    private int names;

    Asked(FuelTank tank) {
      this.tank = tank;
    }

    void look() {
      if (++names % NAMES_PER_LOOK == 0) {
        tank.checkDeadline();
      }
    }
  }

  private record Name(String text, Asked asked) {
    String get() {
      asked.look();
      return text;
    }
  }

  private static final class WatchedFunction extends ImportFunction {
    private final Name name;

    WatchedFunction(Name name, CoreFunction function) {
      super(MODULE, name.text(), ChicoryTypes.of(function.type()), Imports.handle(function));
      this.name = name;
    }

    @Override
    public String name() {
      return name.get();
    }
  }

  private static final class WatchedGlobal extends ImportGlobal {
    private final Name name;

    WatchedGlobal(Name name, ChicoryGlobal global) {
      super(MODULE, name.text(), global.global());
      this.name = name;
    }

    @Override
    public String name() {
      return name.get();
    }
  }

  static ImportValues link(
      ChicoryStore store,
      List<CoreModuleType.Import> declared,
      List<CoreExtern> externs,
      List<byte[]> data) {
    if (declared.size() != externs.size()) {
      throw new IllegalArgumentException(
          externs.size() + " externs for a module of " + declared.size() + " imports");
    }
    ImportValues.Builder values = ImportValues.builder();
    Asked asked = new Asked(store.tank());
    for (int i = 0; i < externs.size(); i++) {
      CoreExtern extern = externs.get(i);
      store.requireOwn(extern);
      requireMatch(i, declared.get(i), extern);
      add(values, new Name(Integer.toString(i), asked), extern, data);
    }
    return values.build();
  }

  private static void add(
      ImportValues.Builder values, Name name, CoreExtern extern, List<byte[]> data) {
    if (extern instanceof CoreFunction function) {
      values.addFunction(new WatchedFunction(name, function));
    } else if (extern instanceof ChicoryMemory memory) {
      values.addMemory(new ImportMemory(MODULE, name.text(), memory.memory().newView(data)));
    } else if (extern instanceof ChicoryTable table) {
      values.addTable(new ImportTable(MODULE, name.text(), table.table()));
    } else if (extern instanceof ChicoryGlobal global) {
      values.addGlobal(new WatchedGlobal(name, global));
    }
  }

  private static WasmFunctionHandle handle(CoreFunction function) {
    if (function instanceof HostCoreFunction host) {
      return (instance, args) -> host.callFromGuest(args);
    }
    ChicoryFunction guest = (ChicoryFunction) function;
    return (instance, args) -> guest.callFromGuest(args);
  }

  private static void requireMatch(
      int position, CoreModuleType.Import declared, CoreExtern extern) {
    CoreType given = typeOf(extern);
    if (!matches(declared.type(), given)) {
      throw new InvalidModule(
          InvalidModule.Kind.UNLINKABLE,
          "import "
              + position
              + " ("
              + PlainText.quote(declared.module())
              + " "
              + PlainText.quote(declared.name())
              + ") needs "
              + declared.type()
              + ", but is given "
              + given);
    }
  }

  private static CoreType typeOf(CoreExtern extern) {
    if (extern instanceof CoreFunction function) {
      return function.type();
    }
    if (extern instanceof ChicoryMemory memory) {
      return memory.memory().type();
    }
    if (extern instanceof ChicoryTable table) {
      return table.table().type();
    }
    return ((ChicoryGlobal) extern).type();
  }

  private static boolean matches(CoreType declared, CoreType given) {
    if (declared instanceof CoreType.Memory wanted && given instanceof CoreType.Memory memory) {
      return within(memory.min(), memory.max(), wanted.min(), wanted.max());
    }
    if (declared instanceof CoreType.Table wanted && given instanceof CoreType.Table table) {
      return wanted.element() == table.element()
          && within(table.min(), table.max(), wanted.min(), wanted.max());
    }
    return declared.equals(given);
  }

  private static boolean within(
      long min, OptionalLong max, long wantedMin, OptionalLong wantedMax) {
    boolean bounded =
        wantedMax.isEmpty() || max.isPresent() && max.getAsLong() <= wantedMax.getAsLong();
    return min >= wantedMin && bounded;
  }
}

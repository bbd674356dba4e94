package dev.witloof.testengines;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.Engine;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.Store;
import dev.witloof.engine.ValidModule;
import java.util.List;

/**
 * Chicory with its own parser, validator, memory and tables. It knows no limits, but that fuel can
 * be counted: see {@link #counting}. Immutable, shared by threads.
 */
public final class StockEngine implements Engine {
  private final Mode mode;
  private final boolean counts;

  private StockEngine(Mode mode, boolean counts) {
    this.mode = mode;
    this.counts = counts;
  }

  /** An engine that runs guest code without any accounting. */
  public static StockEngine create(Mode mode) {
    return new StockEngine(mode, false);
  }

  /**
   * The interpreter, with the fuel of {@link dev.witloof.engine.FuelSchedule} counted instruction
   * by instruction as each is executed. It differs from fuel that is paid by basic blocks when a
   * call traps, and where it runs out; what a module costs to instantiate is not counted, nor are
   * locals and values that instructions carry.
   */
  public static StockEngine counting() {
    return new StockEngine(Mode.INTERPRETER, true);
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public List<CoreModule> prepare(List<byte[]> modules) {
    return modules.stream().map(this::prepare).toList();
  }

  private CoreModule prepare(byte[] bytes) {
    try {
      WasmModule parsed = Parser.parse(bytes);
      return new StockModule(bytes, StockTypes.of(parsed), mode, counts);
    } catch (MalformedException e) {
      throw new InvalidModule(InvalidModule.Kind.MALFORMED, message(e), e);
    } catch (InvalidException e) {
      throw new InvalidModule(InvalidModule.Kind.INVALID, message(e), e);
    }
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  /** Always throws: stock Chicory validates what it parses. */
  @Override
  public List<CoreModule> prepareValid(List<? extends ValidModule> modules) {
    throw new UnsupportedOperationException("use prepare");
  }

  /** The budget is not held. */
  @Override
  public Store newStore(long memoryBudget) {
    return new StockStore();
  }

  /** Always throws: nothing that is compared calls the host. */
  @Override
  public CoreFunction hostFunction(CoreType.Func type, HostCode code) {
    throw new UnsupportedOperationException("there are no host functions here");
  }
}

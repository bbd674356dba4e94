package dev.witloof.testengines;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UnlinkableException;
import dev.witloof.engine.Trap;
import java.util.Map;
import java.util.function.Supplier;

/** Chicory's traps as the engine's border has them; what is none comes out as it is. */
final class StockFailures {
  private static final Map<String, Trap.Kind> KINDS =
      Map.ofEntries(
          Map.entry("Trapped on unreachable instruction", Trap.Kind.UNREACHABLE),
          Map.entry("out of bounds memory access", Trap.Kind.MEMORY_OUT_OF_BOUNDS),
          Map.entry("out of bounds table access", Trap.Kind.TABLE_OUT_OF_BOUNDS),
          Map.entry("undefined element", Trap.Kind.UNDEFINED_ELEMENT),
          Map.entry("uninitialized element", Trap.Kind.UNINITIALIZED_ELEMENT),
          Map.entry("null function reference", Trap.Kind.UNINITIALIZED_ELEMENT),
          Map.entry("indirect call type mismatch", Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH),
          Map.entry("integer divide by zero", Trap.Kind.INTEGER_DIVIDE_BY_ZERO),
          Map.entry("integer overflow", Trap.Kind.INTEGER_OVERFLOW),
          Map.entry("invalid conversion to integer", Trap.Kind.INVALID_CONVERSION),
          Map.entry("call stack exhausted", Trap.Kind.STACK_OVERFLOW));

  private StockFailures() {}

  static <T> T guarded(Supplier<T> guest) {
    try {
      return guest.get();
    } catch (StackOverflowError e) {
      throw new Trap(Trap.Kind.STACK_OVERFLOW, "call stack exhausted", e);
    } catch (UnlinkableException e) {
      throw e;
    } catch (ChicoryException e) {
      String message = String.valueOf(e.getMessage());
      for (Map.Entry<String, Trap.Kind> kind : KINDS.entrySet()) {
        if (message.startsWith(kind.getKey())) {
          throw new Trap(kind.getValue(), message, e);
        }
      }
      throw e;
    }
  }
}

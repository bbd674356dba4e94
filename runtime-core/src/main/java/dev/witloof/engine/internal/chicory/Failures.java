package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Turns whatever comes out of guest code into a {@link Trap} or a {@link LimitExceeded}. Chicory
 * reports traps by several exception classes that differ between its modes, and some as raw Java
 * exceptions; only the messages, which follow the specification's tests, tell them apart.
 */
final class Failures {
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

  private Failures() {}

  /** Runs guest code. */
  static <T> T guarded(ChicoryStore store, Supplier<T> guest) {
    store.requireEntry();
    try {
      return guest.get();
    } catch (RuntimeException | VirtualMachineError | LinkageError e) {
      throw translate(store, e);
    }
  }

  /** What to throw for what came out of guest code. */
  static RuntimeException translate(ChicoryStore store, Throwable failure) {
    if (failure instanceof HostFailure host && !(host.thrown() instanceof Trap)) {
      return host.thrown();
    }
    if (failure instanceof LimitExceeded limit) {
      return limit;
    }
    if (failure instanceof ChicoryInterruptedException) {
      return store.tank().cancellation();
    }
    return store.failure(trap(failure));
  }

  /** The JDK makes an internal error of one that comes while it links a lambda. */
  private static boolean isEndOfStack(Throwable failure) {
    return failure instanceof StackOverflowError
        || failure instanceof VirtualMachineError
            && String.valueOf(failure.getMessage()).contains(StackOverflowError.class.getName());
  }

  private static Trap trap(Throwable failure) {
    if (failure instanceof Trap trap) {
      return trap;
    }
    if (failure instanceof HostFailure host) {
      return (Trap) host.thrown();
    }
    if (isEndOfStack(failure)) {
      return new Trap(Trap.Kind.STACK_OVERFLOW, "call stack exhausted", failure);
    }
    if (failure instanceof OutOfMemoryError) {
      return new Trap(
          Trap.Kind.ENGINE_FAULT, "the Java heap was exhausted while the guest ran", failure);
    }
    if (failure instanceof ChicoryException && failure.getMessage() != null) {
      for (Map.Entry<String, Trap.Kind> kind : KINDS.entrySet()) {
        if (failure.getMessage().startsWith(kind.getKey())) {
          return new Trap(kind.getValue(), failure.getMessage(), failure);
        }
      }
    }
    return new Trap(Trap.Kind.ENGINE_FAULT, "the engine failed on the guest: " + failure, failure);
  }
}

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.MemCopyWorkaround;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.engine.internal.outline.StackEffect;
import java.util.List;
import java.util.Objects;

/**
 * Initialises what guests use, before they do. A guest chooses how much stack is left when it first
 * uses a class; if that does not suffice for the initialisation, the class can never be used again,
 * by nobody in the JVM.
 */
final class FirstUse {
  /**
   * What guest code, and what it calls when it fails, refers to, and has something to initialise.
   */
  private static final List<Class<?>> SHARED =
      List.of(
          GuestCode.class,
          OpcodeImpl.class,
          MemCopyWorkaround.class,
          Value.class,
          ValType.class,
          GuestInterpreter.class,
          InterpretedFrame.class,
          InterpretedHeights.class,
          StackEffect.class,
          Trap.Kind.class,
          LimitExceeded.Limit.class);

  private FirstUse() {}

  /** Does so for the classes that all guests share; engines do when they are made. */
  static void prepare() {
    SHARED.forEach(FirstUse::initialise);
    fail();
    for (LimitExceeded.Limit limit : LimitExceeded.Limit.values()) {
      new LimitExceeded(limit, 0, 1);
    }
  }

  /** An access out of bounds: the JDK has much to initialise for its message. */
  private static Trap fail() {
    try {
      throw new IllegalStateException("read " + Objects.checkIndex(1, 0));
    } catch (IndexOutOfBoundsException e) {
      return new Trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds: " + e.getMessage(), e);
    }
  }

  /** Initialises one class. */
  static void initialise(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}

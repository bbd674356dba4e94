package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.MemCopyWorkaround;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.engine.internal.outline.StackEffect;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

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

  private static final int MIB = 1 << 20;
  private static final byte[] EMPTY_MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private FirstUse() {}

  /** Does so for the classes that all guests share; engines do when they are made. */
  static void prepare() {
    SHARED.forEach(FirstUse::initialise);
    fail();
    grow();
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

  /** Memories and tables that grow link lambdas, and use what waits for other threads. */
  private static void grow() {
    ChicoryStore store = new ChicoryStore(MIB);
    store.enter(new CallLimits(MIB, Duration.ofMinutes(1), 0));
    GuestMemory memory =
        new LinearMemory(store, new CoreType.Memory(0, OptionalLong.empty(), false, false))
            .newView(List.of());
    memory.grow(1);
    memory.readBytes(0, 1);
    GuestTable table =
        GuestTable.create(
            store,
            new CoreType.Table(CoreType.Val.FUNCREF, 1, OptionalLong.empty()),
            new Table(ValType.FuncRef, new TableLimits(1)),
            Value.REF_NULL_VALUE);
    table.setRef(0, 0, instance());
    table.grow(1, 0, instance());
    table.grow(1, 0, instance());
    WatchedWork.done(store.tank(), WatchedWork.LEAST_BYTES, Thread::currentThread);
    store.leave();
  }

  private static Instance instance() {
    return Instance.builder(Parser.parse(EMPTY_MODULE)).withInitialize(false).build();
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

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call of an interpreted function, and the interpreted functions of the same instance that
 * it calls. What they hold on the heap is taken from the store's {@link MemoryBudget} while they
 * run: a module of a few bytes can have a function whose every call takes a megabyte of it.
 *
 * <p>Ordinary functions pay nothing: a call takes about a kilobyte of the thread's stack, so that
 * what is free comes to some eight times the size of that.
 *
 * <p>Chicory's interpreter keeps its stack of operands as long as it lives, with whatever functions
 * that failed have left there; so each call from outside gets one of its own.
 */
final class GuestInterpreter extends InterpreterMachine {
  /** Bytes of locals and blocks that a call may hold for free, and as many of operands. */
  private static final long FREE_BYTES = 4_096;

  private static final int OPERAND_BYTES = 8;

  private final InterpretedCode code;
  private final GuestMemory memory;
  private final MemoryBudget budget;

  /** Taken for the stack of operands, which never shrinks. */
  private long operandBytes;

  GuestInterpreter(Instance instance, InterpretedCode code) {
    super(instance);
    this.code = code;
    this.memory = (GuestMemory) instance.memory(0);
    this.budget = memory.budget();
  }

  /** The call from outside. */
  @Override
  public long[] call(int function, long[] arguments) {
    long before = budget.frames;
    try {
      return super.call(function, arguments);
    } finally {
      budget.frames = before;
    }
  }

  @Override
  protected long[] call(
      MStack stack,
      Instance instance,
      Deque<StackFrame> callStack,
      int function,
      long[] arguments,
      @Nullable FunctionType type,
      boolean popResults) {
    memory.lookNowAndThen();
    InterpretedFrame frame = code.frame(instance, function);
    payOperands(frame.operands());
    if (frame.bytes() <= FREE_BYTES) {
      return super.call(stack, instance, callStack, function, arguments, type, popResults);
    }
    budget.requireFrame(frame.bytes());
    try {
      return super.call(stack, instance, callStack, function, arguments, type, popResults);
    } finally {
      budget.frames -= frame.bytes();
    }
  }

  /** Pays for the stack of operands as it is when so many more are on it. */
  private void payOperands(int more) {
    int most = stack().size() + more;
    // It doubles as soon as it is full.
    long bytes = OPERAND_BYTES * ((long) Integer.highestOneBit(most) << 1);
    long due = bytes - FREE_BYTES * (callStack.size() + 1) - operandBytes;
    if (due > 0) {
      budget.requireFrame(due);
      operandBytes += due;
    }
  }

  /** Chicory would interpret the function, be it compiled or not. */
  @Override
  protected void CALL(Operands operands) {
    int function = (int) operands.get(0);
    Instance instance = instance();
    if (code.has(function) || instance.function(function) == null) {
      super.CALL(operands);
      return;
    }
    memory.lookNowAndThen();
    payOperands(0);
    FunctionType type = instance.type(instance.functionType(function));
    long[] arguments = extractArgsForParams(stack(), type.params());
    push(instance.getMachine().call(function, arguments));
  }

  private void push(long @Nullable [] results) {
    if (results != null) {
      for (long result : results) {
        stack().push(result);
      }
    }
  }

  /** Where an indirect call goes on. */
  @Override
  protected boolean useCurrentInstanceInterpreter(
      Instance instance, Instance called, int function) {
    if (called == instance && code.has(function)) {
      return true;
    }
    memory.lookNowAndThen();
    payOperands(0);
    return false;
  }
}

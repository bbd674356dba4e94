package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;

/**
 * What a function holds on the heap while it is interpreted, at most.
 *
 * @param bytes of its locals, and of what is open at a time: blocks and the function itself
 * @param operands that it has on the stack at a time
 */
record InterpretedFrame(long bytes, int operands) {
  /** That of a function which another instance or the host runs. */
  private static final InterpretedFrame NONE = new InterpretedFrame(0, 0);

  /** A local's value, also among the arguments, its type and its index. */
  private static final long LOCAL_BYTES = 24;

  /** Where a block began, and its place in a list that may have grown by half too much. */
  private static final long BLOCK_BYTES = 48;

  /** Of a function as the interpreter gets it. Takes time linear in its body. */
  static InterpretedFrame of(Instance instance, int function) {
    FunctionBody body = instance.function(function);
    if (body == null) {
      return NONE;
    }
    FunctionType type = instance.type(instance.functionType(function));
    InterpretedHeights heights = InterpretedHeights.of(instance, body);
    long locals = type.params().size() + body.localTypes().size();
    return new InterpretedFrame(
        LOCAL_BYTES * locals + BLOCK_BYTES * (heights.mostOpen() + 1), heights.mostOperands());
  }
}

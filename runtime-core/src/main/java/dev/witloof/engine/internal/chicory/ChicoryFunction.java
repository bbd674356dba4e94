package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Machine;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreType;

/** A function that an instance defines. */
record ChicoryFunction(ChicoryStore store, CoreType.Func type, Machine machine, int index)
    implements CoreFunction, ChicoryStore.Stored {
  private static final long[] NOTHING = {};

  @Override
  public long[] call(long... args) {
    if (args.length != type.params().size()) {
      throw new IllegalArgumentException(
          args.length + " arguments for a function of " + type.params().size() + " parameters");
    }
    store.requireEntry();
    try {
      return callFromGuest(args);
    } catch (RuntimeException | VirtualMachineError | LinkageError e) {
      throw Failures.translate(store, e);
    }
  }

  /** The call as it comes from another instance: what it throws is left to the outermost call. */
  long[] callFromGuest(long[] args) {
    long[] results = machine.call(index, args);
    return results == null ? NOTHING : results;
  }
}

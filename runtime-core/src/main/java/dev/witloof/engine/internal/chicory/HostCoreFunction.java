package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.HostCode;

/** A core function of the host. */
record HostCoreFunction(CoreType.Func type, HostCode code, StackRoom room) implements CoreFunction {
  HostCoreFunction(CoreType.Func type, HostCode code) {
    this(type, code, new StackRoom());
  }

  @Override
  public long[] call(long... args) {
    long[] results = code.apply(args);
    if (results.length != type.results().size()) {
      throw new IllegalStateException(
          "the host function returned "
              + results.length
              + " values, its type has "
              + type.results().size());
    }
    return results;
  }

  /** The call as it comes from guest code: failures of the host are marked as such. */
  long[] callFromGuest(long[] args) {
    room.check();
    try {
      return call(args);
    } catch (RuntimeException e) {
      throw new HostFailure(e);
    }
  }
}

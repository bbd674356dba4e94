package dev.witloof.benchmarks;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Store;
import java.time.Duration;
import java.util.List;

/** An instance of a kernel in Witloof's engine, with every limit on: fuel, memory, deadline. */
final class MeteredKernel {
  private static final CallLimits LIMITS =
      new CallLimits(1L << 50, Duration.ofMinutes(10), 1 << 20);

  private final Store store;
  private final CoreFunction run;
  private final int argument;

  MeteredKernel(Kernel kernel, Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    store = engine.newStore(64 << 20);
    argument = kernel.argument();
    store.enter(LIMITS);
    try {
      CoreInstance instance =
          engine.prepare(List.of(kernel.module())).get(0).instantiate(store, List.of());
      run = (CoreFunction) instance.export("run").orElseThrow();
    } finally {
      store.leave();
    }
  }

  /** Runs the kernel once; its checksum. */
  int run() {
    store.enter(LIMITS);
    try {
      return (int) run.call(argument)[0];
    } finally {
      store.leave();
    }
  }

  /** Runs the kernel once; what it used. */
  CallUsage usage() {
    store.enter(LIMITS);
    run.call(argument);
    return store.leave();
  }
}

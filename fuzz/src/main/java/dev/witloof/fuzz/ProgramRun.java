package dev.witloof.fuzz;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreType.Val;
import dev.witloof.engine.Engine;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import dev.witloof.engine.Trap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Calls the functions of a program on one engine, and tells what became of each call. */
final class ProgramRun {
  /** Enough for every generated program. */
  static final long PLENTY = 20_000_000;

  private static final long MEMORY_BUDGET = 1L << 24;
  private static final String OUT_OF_FUEL = "out of fuel";

  /**
   * A call.
   *
   * @param outcome its results, or how it failed
   * @param returned whether it has results
   * @param state the memory and the globals afterwards
   */
  record Step(String outcome, boolean returned, long fuel, String state) {
    boolean ranOut() {
      return outcome.equals(OUT_OF_FUEL);
    }

    /** How deep a guest may recurse is the stack's affair. */
    boolean isDeep() {
      return outcome.equals(Trap.Kind.STACK_OVERFLOW.name());
    }

    String behaviour() {
      return outcome + "; " + state;
    }

    /** What every mode promises: where exactly fuel runs out may differ in what is not seen. */
    String metered() {
      return ranOut() ? outcome + "; " + fuel : behaviour() + "; " + fuel;
    }
  }

  private final Program program;
  private final CoreModule module;
  private final Engine engine;
  private Store store;
  private CoreInstance instance;

  /** Prepares the program. */
  ProgramRun(Program program, Engine engine) {
    this.program = program;
    this.engine = engine;
    this.module = engine.prepare(List.of(program.module())).get(0);
    renew();
  }

  /**
   * Calls each function with each row of arguments. What failed is not called again: the next call
   * gets a new instance.
   *
   * @param fuel of each call
   */
  List<Step> steps(List<long[]> rows, long fuel) {
    renew();
    List<Step> steps = new ArrayList<>();
    for (long[] row : rows) {
      for (int i = 0; i < program.functions().size(); i++) {
        Step step = step(i, row, fuel);
        steps.add(step);
        if (!step.returned()) {
          renew();
        }
      }
    }
    return steps;
  }

  private void renew() {
    store = engine.newStore(MEMORY_BUDGET);
    store.enter(limits(PLENTY));
    try {
      instance = module.instantiate(store, List.of());
    } finally {
      store.leave();
    }
  }

  private static CallLimits limits(long fuel) {
    return new CallLimits(fuel, Duration.ofMinutes(1), 0);
  }

  private Step step(int index, long[] row, long fuel) {
    long[] arguments = new long[program.functions().get(index).params().size()];
    for (int i = 0; i < arguments.length; i++) {
      Val type = program.functions().get(index).params().get(i);
      long bits = row[i % row.length];
      arguments[i] = type == Val.I32 || type == Val.F32 ? bits & 0xffff_ffffL : bits;
    }
    String outcome;
    boolean returned = false;
    long used;
    store.enter(limits(fuel));
    try {
      outcome = call("f" + index, arguments);
      returned = true;
    } catch (Trap trap) {
      outcome = trap.kind().name();
      if (trap.kind() == Trap.Kind.ENGINE_FAULT) {
        throw new AssertionError("the engine failed on a valid program", trap);
      }
    } catch (LimitExceeded limit) {
      outcome = limit.limit() == LimitExceeded.Limit.FUEL ? OUT_OF_FUEL : limit.getMessage();
    } finally {
      used = store.leave().fuel();
    }
    return new Step(outcome, returned, used, state());
  }

  private String call(String name, long[] arguments) {
    CoreFunction function = (CoreFunction) instance.export(name).orElseThrow();
    long[] results = function.call(arguments);
    List<Val> types = function.type().results();
    return IntStream.range(0, results.length)
        .mapToObj(
            i -> types.get(i) + " 0x" + Long.toHexString(significant(types.get(i), results[i])))
        .toList()
        .toString();
  }

  private static long significant(Val type, long bits) {
    return type == Val.I32 || type == Val.F32 ? bits & 0xffff_ffffL : bits;
  }

  private String state() {
    store.enter(limits(PLENTY));
    try {
      String globals = call(Program.STATE, new long[0]);
      CoreMemory memory = (CoreMemory) instance.export(Program.MEMORY).orElseThrow();
      byte[] bytes = new byte[(int) memory.size()];
      memory.read(0, bytes, 0, bytes.length);
      return globals + " and " + bytes.length + " bytes #" + Arrays.hashCode(bytes);
    } finally {
      store.leave();
    }
  }
}

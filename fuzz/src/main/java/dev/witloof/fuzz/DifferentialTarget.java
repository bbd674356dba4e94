package dev.witloof.fuzz;

import dev.witloof.engine.Engine;
import dev.witloof.testengines.CutEngine;
import dev.witloof.testengines.StockEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Generated programs do the same on our engine in every mode as on Chicory as it comes: results,
 * traps, memory and globals. They burn the same fuel in every mode, and as much as the instructions
 * that were executed, counted one by one, cost; and it runs out in all of them or in none.
 */
public final class DifferentialTarget {
  private static final Map<String, Engine> OURS = ours();
  private static final Engine STOCK = StockEngine.counting();
  private static final int ROWS = 2;
  private static final int ARGUMENTS = 3;
  private static final long STACK_BYTES = 256L << 20;

  private DifferentialTarget() {}

  private static Map<String, Engine> ours() {
    Map<String, Engine> engines = new LinkedHashMap<>();
    for (Engine.Mode mode : Engine.Mode.values()) {
      engines.put(mode + " uncut", CutEngine.uncut(mode));
      engines.put(mode + " cut", CutEngine.create(mode, 1));
    }
    engines.put("compiler with some cuts", CutEngine.create(Engine.Mode.COMPILER, 400));
    engines.put("compiler with small parts", CutEngine.create(Engine.Mode.COMPILER, 400, 80));
    return engines;
  }

  /** Bytes: arguments, where fuel shall run out, and then the program. */
  public static void fuzzerTestOneInput(byte[] input) {
    // With a deep stack, so that no program ever overflows it.
    FutureTask<Void> task = new FutureTask<>(() -> compare(new Choices(input)), null);
    new Thread(null, task, "program", STACK_BYTES).start();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a program ran", e);
    }
  }

  private static void compare(Choices choices) {
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      long[] row = new long[ARGUMENTS];
      for (int j = 0; j < ARGUMENTS; j++) {
        row[j] = choices.flip() ? choices.bits(1) : choices.bits(8);
      }
      rows.add(row);
    }
    int cut = choices.below(256);
    Program program = ProgramGenerator.program(choices);
    Map<String, ProgramRun> runs = new LinkedHashMap<>();
    OURS.forEach((name, engine) -> runs.put(name, new ProgramRun(program, engine)));
    List<ProgramRun.Step> steps = same(runs, rows, ProgramRun.PLENTY);
    if (!program.blockParameters()) {
      List<ProgramRun.Step> stock = new ProgramRun(program, STOCK).steps(rows, ProgramRun.PLENTY);
      for (int i = 0; i < steps.size(); i++) {
        compareWithStock(steps.get(i), stock.get(i));
      }
    }
    long most = steps.stream().mapToLong(ProgramRun.Step::fuel).max().orElseThrow();
    same(runs, rows, most * cut / 256);
  }

  /** What our engine does, the same in each mode. */
  private static List<ProgramRun.Step> same(
      Map<String, ProgramRun> runs, List<long[]> rows, long fuel) {
    Map<String, List<ProgramRun.Step>> all = new LinkedHashMap<>();
    runs.forEach((name, run) -> all.put(name, run.steps(rows, fuel)));
    var first = all.entrySet().iterator().next();
    all.forEach(
        (name, steps) -> {
          for (int i = 0; i < steps.size(); i++) {
            ProgramRun.Step wanted = first.getValue().get(i);
            boolean deep = wanted.isDeep() || steps.get(i).isDeep();
            if (!deep && !wanted.metered().equals(steps.get(i).metered())) {
              throw new AssertionError(
                  "step %d with %d fuel:%n%s: %s%n%s: %s"
                      .formatted(i, fuel, first.getKey(), wanted, name, steps.get(i)));
            }
          }
        });
    return first.getValue();
  }

  private static void compareWithStock(ProgramRun.Step ours, ProgramRun.Step stock) {
    if (ours.ranOut() || stock.ranOut()) {
      throw new AssertionError("a program did not end: ours " + ours + ", stock " + stock);
    }
    boolean deep = ours.isDeep() || stock.isDeep();
    if (!deep && !ours.behaviour().equals(stock.behaviour())) {
      throw new AssertionError("ours: " + ours + "\nstock: " + stock);
    }
    if (ours.returned() && ours.fuel() != stock.fuel()) {
      throw new AssertionError(
          "burned %d for instructions that cost %d".formatted(ours.fuel(), stock.fuel()));
    }
  }
}

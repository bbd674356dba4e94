package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out how runs are connected with what is around them, in one backward walk. Runs with too
 * many connections are left out.
 */
final class RegionAnalysis implements Liveness.Visitor {
  private static final int MOST_RESULTS = 60;

  private static final int MOST_EXITS = 5_000;

  private final Code code;
  private final Liveness liveness;
  private final List<Run> runs;
  private final int mostParameters;
  private final List<Region> regions = new ArrayList<>();
  private final long[] liveBehind;

  /** For each local the last run that mentions or writes it, by its start. */
  private final int[] mentioned;

  private final int[] written;
  private int next;

  private RegionAnalysis(Code code, Liveness liveness, List<Run> runs, int mostParameters) {
    this.code = code;
    this.liveness = liveness;
    this.runs = runs;
    this.mostParameters = mostParameters;
    this.liveBehind = new long[liveness.words()];
    this.mentioned = new int[code.locals.size()];
    this.written = new int[code.locals.size()];
    Arrays.fill(mentioned, -1);
    Arrays.fill(written, -1);
    this.next = runs.size() - 1;
  }

  /**
   * The regions of runs that do not overlap and are in the order of the body; last one first.
   *
   * @param mostParameters those that a new function may have
   */
  static List<Region> of(Code code, Liveness liveness, List<Run> runs, int mostParameters) {
    RegionAnalysis analysis = new RegionAnalysis(code, liveness, runs, mostParameters);
    liveness.walk(analysis);
    return analysis.regions;
  }

  @Override
  public void before(int instruction, long[] live) {
    if (next >= 0 && runs.get(next).start() == instruction) {
      analyse(runs.get(next), live);
      next--;
    }
    if (next >= 0 && runs.get(next).end() == instruction) {
      System.arraycopy(live, 0, liveBehind, 0, live.length);
    }
  }

  private void analyse(Run run, long[] liveBefore) {
    List<Integer> locals = new ArrayList<>();
    Set<Integer> exits = new LinkedHashSet<>();
    for (int i = run.start(); i < run.end(); i++) {
      switch (code.opcode[i]) {
        case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> mention(run, i, locals);
        case BR, BR_IF, BR_TABLE, RETURN -> {
          for (int owner : code.branches(i)) {
            if (owner < run.start()) {
              exits.add(owner);
            }
          }
        }
        default -> {}
      }
    }
    if (exits.size() > MOST_EXITS || exits.stream().anyMatch(exit -> code.arityOf(exit) > 1)) {
      return;
    }
    boolean falls = code.height[run.end()] != Code.DEAD;
    if (!falls) {
      Arrays.fill(liveBehind, 0);
    }
    exits.forEach(exit -> liveness.addLabel(exit, liveBehind));
    // By type first, so that few different function types come of it.
    locals.sort(
        Comparator.comparing((Integer local) -> code.locals.get(local))
            .thenComparing(local -> local));
    int[] results =
        locals.stream()
            .mapToInt(Integer::intValue)
            .filter(local -> written[local] == run.start() && contains(liveBehind, local))
            .toArray();
    List<Integer> ordered = new ArrayList<>(locals.size());
    locals.stream().filter(local -> contains(liveBefore, local)).forEach(ordered::add);
    int parameters = ordered.size();
    locals.stream().filter(local -> !contains(liveBefore, local)).forEach(ordered::add);
    if (parameters <= mostParameters && results.length <= MOST_RESULTS) {
      regions.add(
          new Region(
              run,
              ordered.stream().mapToInt(Integer::intValue).toArray(),
              parameters,
              results,
              List.copyOf(exits),
              falls));
    }
  }

  private void mention(Run run, int i, List<Integer> locals) {
    int local = code.operand[i];
    if (mentioned[local] != run.start()) {
      mentioned[local] = run.start();
      locals.add(local);
    }
    if (code.opcode[i] != LOCAL_GET) {
      written[local] = run.start();
    }
  }

  private static boolean contains(long[] set, int local) {
    return (set[local >> 6] >>> local & 1) != 0;
  }
}

package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds the runs of a body that could be cut out: as long as they may be, but none within another.
 * What is too large for a run is looked into.
 */
final class RunFinder {
  /** How far above a level's own operands runs are looked for, one height after the other. */
  private static final int HEIGHTS = 8;

  /** Instructions of one level to look at, and the height at which a run would start and end. */
  private record Stretch(int from, int to, int height, int base) {}

  private final Code code;
  private final int least;
  private final int most;
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private final List<Run> runs = new ArrayList<>();

  private RunFinder(Code code, int least, int most) {
    this.code = code;
    this.least = least;
    this.most = most;
  }

  /** The runs with at least and at most that much JVM code, in the order of the body. */
  static List<Run> find(Code code, int least, int most) {
    RunFinder finder = new RunFinder(code, least, most);
    finder.level(0, code.count - 1);
    while (!finder.stretches.isEmpty()) {
      finder.search(finder.stretches.pop());
    }
    finder.runs.sort(Comparator.comparingInt(Run::start));
    return finder.runs;
  }

  private void level(int from, int to) {
    int base = code.height[from];
    if (from < to) {
      stretches.push(new Stretch(from, to, base, base));
    }
  }

  /** Collects runs of statements: shortest sequences that end at the height they start at. */
  private void search(Stretch stretch) {
    int runStart = -1;
    int i = stretch.from();
    while (i < stretch.to()) {
      int end = statementEnd(i, stretch);
      if (end < 0) {
        finish(runStart, i);
        runStart = -1;
        lookInto(i);
        i = code.next(i);
        continue;
      }
      if (size(i, end) > most) {
        finish(runStart, i);
        runStart = -1;
        split(i, end, stretch);
      } else if (runStart >= 0 && size(runStart, end) > most) {
        finish(runStart, i);
        runStart = i;
      } else if (runStart < 0) {
        runStart = i;
      }
      i = end;
    }
    finish(runStart, stretch.to());
  }

  /** Where the statement that starts there ends; negative when none does. */
  private int statementEnd(int start, Stretch stretch) {
    int height = stretch.height();
    if (code.height[start] != height) {
      return -1;
    }
    int i = start;
    do {
      if (code.low[i] < height) {
        return -1;
      }
      if (code.isFinal(i)) {
        return code.next(i);
      }
      i = code.next(i);
    } while (i < stretch.to() && code.height[i] > height);
    return code.height[i] == height ? i : -1;
  }

  /** A statement that is too large: what is in its blocks, and what is above its height. */
  private void split(int start, int end, Stretch stretch) {
    if (code.next(start) < end && stretch.height() < stretch.base() + HEIGHTS) {
      stretches.push(new Stretch(start, end, stretch.height() + 1, stretch.base()));
      return;
    }
    for (int i = start; i < end; i = code.next(i)) {
      lookInto(i);
    }
  }

  private void lookInto(int i) {
    if (!code.opens(i)) {
      return;
    }
    int otherwise = code.opcode[i] == IF ? code.operand[i] : 0;
    if (otherwise == 0) {
      level(i + 1, code.match[i]);
    } else {
      level(i + 1, otherwise);
      level(otherwise + 1, code.match[i]);
    }
  }

  private void finish(int start, int end) {
    if (start >= 0 && size(start, end) >= least) {
      runs.add(new Run(start, end));
    }
  }

  private int size(int start, int end) {
    return code.size[end] - code.size[start];
  }
}

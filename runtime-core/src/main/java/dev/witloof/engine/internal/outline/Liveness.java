package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Which locals are live where: may be read before they are written again. Backward passes over the
 * body, repeated until the sets at loops no longer grow; one set is kept for each label and not for
 * each instruction.
 */
final class Liveness {
  /** Words of memory that the sets of a function may take: 32 MiB. */
  private static final long MOST_WORDS = 4 << 20;

  /** Words that all passes over a function may look at: a second. */
  private static final long MOST_WORK = 200_000_000L;

  /** Is told what is live before each instruction, the last one first. */
  interface Visitor {
    /**
     * @param live a set that is only valid during the call
     */
    void before(int instruction, long[] live);
  }

  private final Code code;
  private final int words;
  private final long[][] labels;
  private long[] live;
  private long work;
  private boolean grown;

  private Liveness(Code code) {
    this.code = code;
    this.words = (code.locals.size() + Long.SIZE - 1) / Long.SIZE;
    this.labels = new long[code.count][];
    this.live = new long[words];
  }

  /** The sets of a body; nothing if they would take too much memory or time. */
  static Optional<Liveness> of(Code code) {
    Liveness liveness = new Liveness(code);
    int openers = 0;
    for (int i = 0; i < code.count; i++) {
      if (code.opens(i)) {
        openers++;
      }
    }
    if ((long) openers * liveness.words > MOST_WORDS) {
      return Optional.empty();
    }
    do {
      liveness.grown = false;
      liveness.pass((instruction, live) -> {});
    } while (liveness.grown && liveness.work < MOST_WORK);
    return liveness.grown ? Optional.empty() : Optional.of(liveness);
  }

  /** Walks through the body once more, backwards. */
  void walk(Visitor visitor) {
    pass(visitor);
  }

  /** Words in a set. */
  int words() {
    return words;
  }

  /** Adds to a set what is live where a branch to that goes; nothing is when it returns. */
  void addLabel(int opener, long[] set) {
    if (opener != Code.FUNCTION) {
      add(labels[opener], set);
    }
  }

  private void pass(Visitor visitor) {
    Deque<long[]> elses = new ArrayDeque<>();
    Arrays.fill(live, 0);
    for (int i = code.count - 1; i >= 0; i--) {
      work++;
      step(i, elses);
      visitor.before(i, live);
    }
  }

  private void step(int i, Deque<long[]> elses) {
    switch (code.opcode[i]) {
      case LOCAL_GET -> live[code.operand[i] >> 6] |= 1L << code.operand[i];
      case LOCAL_SET, LOCAL_TEE -> live[code.operand[i] >> 6] &= ~(1L << code.operand[i]);
      case END -> end(i);
      case ELSE -> {
        elses.push(live.clone());
        copyLabel(code.match[i]);
      }
      case IF -> add(code.operand[i] == 0 ? labels[i] : elses.pop(), live);
      case LOOP -> loop(i);
      case BR, BR_TABLE, RETURN, UNREACHABLE -> {
        Arrays.fill(live, 0);
        branch(i);
      }
      case BR_IF -> branch(i);
      default -> {}
    }
  }

  private void end(int i) {
    if (i == code.count - 1) {
      return;
    }
    int opener = code.match[i];
    if (labels[opener] == null) {
      labels[opener] = new long[words];
    }
    if (code.opcode[opener] != LOOP) {
      System.arraycopy(live, 0, labels[opener], 0, words);
      work += words;
    }
  }

  private void copyLabel(int opener) {
    System.arraycopy(labels[opener], 0, live, 0, words);
    work += words;
  }

  private void loop(int i) {
    if (!Arrays.equals(labels[i], live)) {
      System.arraycopy(live, 0, labels[i], 0, words);
      grown = true;
    }
    work += words;
  }

  private void branch(int i) {
    int previous = Integer.MIN_VALUE;
    for (int owner : code.branches(i)) {
      if (owner != previous && owner != Code.FUNCTION) {
        add(labels[owner], live);
      }
      previous = owner;
    }
  }

  private void add(long[] more, long[] set) {
    for (int w = 0; w < words; w++) {
      set[w] |= more[w];
    }
    work += words;
  }
}

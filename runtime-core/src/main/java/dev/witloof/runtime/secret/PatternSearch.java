package dev.witloof.runtime.secret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Finds many byte patterns in one pass over a text: the automaton of Aho and Corasick ("Efficient
 * string matching", 1975). Bytes that fold to the same one are the same to it. Immutable.
 */
final class PatternSearch {
  private static final int ROOT = 0;
  private static final int NONE = -1;

  private final byte[] fold;
  private final int[] roots = new int[256];
  private int[] firstChild = {NONE};
  private int[] sibling = {NONE};
  private int[] failure = {ROOT};
  private int[] depth = {0};

  /** The longest pattern that ends in a state: its place among the patterns, or NONE. */
  private int[] longest = {NONE};

  /** A pattern that goes through a state. */
  private int[] through = {NONE};

  private byte[] symbol = {0};
  private int size = 1;

  /**
   * @param fold what each of the 256 bytes counts as
   * @param patterns none of them empty
   */
  PatternSearch(byte[] fold, Collection<byte[]> patterns) {
    this.fold = fold;
    Arrays.fill(roots, NONE);
    int number = 0;
    for (byte[] pattern : patterns) {
      add(pattern, number++);
    }
    linkFailures();
  }

  /** Hears of patterns. */
  interface Hits {
    /**
     * The longest pattern that ends at a place.
     *
     * @param pattern its place among the patterns
     * @param end index after its last byte
     */
    void at(int pattern, int end);

    /**
     * The longest beginning of a pattern, but not all of it, that the text is cut off in.
     *
     * @param cut which one it is
     * @param length of the beginning, in bytes
     */
    void cutOff(int pattern, View.Cut cut, int length);
  }

  /**
   * Looks through a text.
   *
   * @param cuts where it is cut, in order
   */
  void search(byte[] text, List<View.Cut> cuts, Hits hits) {
    int state = ROOT;
    int nextCut = 0;
    for (int i = 0; i <= text.length; i++) {
      while (nextCut < cuts.size() && cuts.get(nextCut).index() == i) {
        tellBeginning(state, cuts.get(nextCut++), hits);
      }
      if (i < text.length) {
        state = step(state, fold[text[i] & 0xff]);
        if (longest[state] != NONE) {
          hits.at(longest[state], i + 1);
        }
      }
    }
  }

  private void tellBeginning(int at, View.Cut cut, Hits hits) {
    int state = at;
    while (state != ROOT && firstChild[state] == NONE) {
      state = failure[state];
    }
    if (state != ROOT) {
      hits.cutOff(through[state], cut, depth[state]);
    }
  }

  private int step(int from, byte next) {
    int state = from;
    while (true) {
      int child = child(state, next);
      if (child != NONE) {
        return child;
      }
      if (state == ROOT) {
        return ROOT;
      }
      state = failure[state];
    }
  }

  private int child(int state, byte next) {
    if (state == ROOT) {
      return roots[next & 0xff];
    }
    int child = firstChild[state];
    while (child != NONE && symbol[child] != next) {
      child = sibling[child];
    }
    return child;
  }

  private void add(byte[] pattern, int number) {
    int state = ROOT;
    for (byte b : pattern) {
      byte next = fold[b & 0xff];
      int child = child(state, next);
      state = child == NONE ? newState(state, next, number) : child;
    }
    if (longest[state] == NONE) {
      longest[state] = number;
    }
  }

  private int newState(int parent, byte next, int pattern) {
    if (size == symbol.length) {
      int capacity = size * 2;
      firstChild = Arrays.copyOf(firstChild, capacity);
      sibling = Arrays.copyOf(sibling, capacity);
      failure = Arrays.copyOf(failure, capacity);
      depth = Arrays.copyOf(depth, capacity);
      longest = Arrays.copyOf(longest, capacity);
      through = Arrays.copyOf(through, capacity);
      symbol = Arrays.copyOf(symbol, capacity);
    }
    int state = size++;
    symbol[state] = next;
    through[state] = pattern;
    firstChild[state] = NONE;
    longest[state] = NONE;
    depth[state] = depth[parent] + 1;
    sibling[state] = NONE;
    if (parent == ROOT) {
      roots[next & 0xff] = state;
    } else {
      sibling[state] = firstChild[parent];
      firstChild[parent] = state;
    }
    return state;
  }

  /** Breadth first, so that a state's failure is complete before its children's are looked for. */
  private void linkFailures() {
    Deque<Integer> queue = new ArrayDeque<>();
    for (int child : roots) {
      if (child != NONE) {
        queue.add(child);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      if (longest[state] == NONE) {
        longest[state] = longest[failure[state]];
      }
      for (int child = firstChild[state]; child != NONE; child = sibling[child]) {
        failure[child] = step(failure[state], symbol[child]);
        queue.add(child);
      }
    }
  }
}

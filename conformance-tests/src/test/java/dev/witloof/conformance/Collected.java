package dev.witloof.conformance;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Objects that the garbage collector is expected to take once their user has closed them. */
final class Collected {
  private static final int MOST_COLLECTIONS = 20;

  private final List<WeakReference<Object>> references = new ArrayList<>();

  void expect(Object object) {
    references.add(new WeakReference<>(object));
  }

  /** How many are still reachable after collecting, more than once if the first left any. */
  long survivors() {
    long left = count();
    for (int i = 0; i < MOST_COLLECTIONS && left > 0; i++) {
      System.gc();
      left = count();
    }
    return left;
  }

  private long count() {
    return references.stream().filter(reference -> reference.get() != null).count();
  }
}

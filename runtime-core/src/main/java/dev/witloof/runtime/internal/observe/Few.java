package dev.witloof.runtime.internal.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many values an attribute of a metric has, as each makes a time series for good: those
 * that come first keep their names. Thread-safe.
 */
final class Few {
  /** What all others are called. */
  static final String OTHER = "_OTHER";

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final int most;

  Few(int most) {
    this.most = most;
  }

  String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    return known.size() < most && known.add(value) ? value : OTHER;
  }
}

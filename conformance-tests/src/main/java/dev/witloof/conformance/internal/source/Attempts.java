package dev.witloof.conformance.internal.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Reads of tables, each tried once; one that never came to its end is not tried again. */
final class Attempts {
  private final Map<String, Attempt> byTable = new ConcurrentHashMap<>();

  Attempt of(String table, Supplier<TableRead> reading) {
    Attempt before = byTable.putIfAbsent(table, Attempt.UNFINISHED);
    if (before != null) {
      return before;
    }
    Attempt attempt = Attempt.of(reading);
    byTable.put(table, attempt);
    return attempt;
  }
}

package dev.witloof.runtime.audit;

import dev.witloof.runtime.audit.AuditEntry.Repetition;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a guest that makes request after request from filling the trail. In each second of each
 * connector the first {@value #EACH} refusals have an entry each, whatever they are; after that one
 * entry stands for all that are equal, for {@value #KINDS} kinds, and one for the rest. Requests
 * that are let out are counted together only when they are equal, beyond the first {@value #EACH}.
 * Not thread-safe.
 */
final class EgressFlood {
  static final int EACH = 20;
  static final int KINDS = 20;
  static final long WINDOW_NANOS = 1_000_000_000L;

  /** Kinds of requests that are let out and counted in a second; those beyond have entries. */
  private static final int MOST_LET_OUT = 1_000;

  private final boolean countsLetOut;
  private final Map<ConnectorIdentity, Window> windows = new HashMap<>();

  /**
   * @param countsLetOut whether requests that are let out may have one entry for several, which is
   *     then written after they were let out
   */
  EgressFlood(boolean countsLetOut) {
    this.countsLetOut = countsLetOut;
  }

  /** An event, and how often it happened. */
  record Counted(EgressDecided event, Repetition repetition) {}

  private static final class Count {
    private long seen;
    private long times;
    private @Nullable Instant since;

    private void add(Instant now) {
      times++;
      since = since == null ? now : since;
    }

    private Optional<Counted> counted(EgressDecided event, boolean alike) {
      return Optional.ofNullable(since)
          .map(first -> new Counted(event, new Repetition(times, first, alike)));
    }
  }

  private static final class Window {
    private final long begin;
    private final Map<EgressDecided, Count> letOut = new LinkedHashMap<>();
    private final Map<EgressDecided, Count> refused = new LinkedHashMap<>();
    private final Count others = new Count();
    private @Nullable EgressDecided lastOther;
    private int written;

    private Window(long begin) {
      this.begin = begin;
    }

    private boolean admitsRefusal(EgressDecided event, Instant now) {
      if (written < EACH) {
        written++;
        return true;
      }
      Count count = refused.get(event);
      if (count == null && refused.size() < KINDS) {
        count = new Count();
        refused.put(event, count);
      }
      if (count != null) {
        count.add(now);
      } else {
        others.add(now);
        lastOther = event;
      }
      return false;
    }

    private boolean admitsLetOut(EgressDecided event, Instant now) {
      Count count = letOut.get(event);
      if (count == null) {
        if (letOut.size() >= MOST_LET_OUT) {
          return true;
        }
        count = new Count();
        letOut.put(event, count);
      }
      if (count.seen < EACH) {
        count.seen++;
        return true;
      }
      count.add(now);
      return false;
    }

    private List<Counted> counted() {
      List<Counted> all = new ArrayList<>();
      letOut.forEach((event, count) -> count.counted(event, true).ifPresent(all::add));
      refused.forEach((event, count) -> count.counted(event, true).ifPresent(all::add));
      if (lastOther != null) {
        others.counted(lastOther, false).ifPresent(all::add);
      }
      return all;
    }
  }

  /**
   * Whether a decision has an entry of its own; otherwise it is counted. Take what is {@link #due}
   * first.
   *
   * @param nanoTime the present, of a clock like {@link System#nanoTime()}
   */
  boolean admits(EgressDecided event, Instant now, long nanoTime) {
    boolean refusal = event.refusal().isPresent();
    if (!refusal && !countsLetOut) {
      return true;
    }
    Window window = windows.computeIfAbsent(event.connector(), none -> new Window(nanoTime));
    return refusal ? window.admitsRefusal(event, now) : window.admitsLetOut(event, now);
  }

  /** What was counted in seconds that are over; counting begins anew. */
  List<Counted> due(long nanoTime) {
    List<Counted> due = new ArrayList<>();
    for (Iterator<Window> all = windows.values().iterator(); all.hasNext(); ) {
      Window window = all.next();
      if (nanoTime - window.begin >= WINDOW_NANOS) {
        due.addAll(window.counted());
        all.remove();
      }
    }
    return due;
  }

  /** Whether something was counted that has no entry yet. */
  boolean hasCounted() {
    return windows.values().stream().anyMatch(window -> !window.counted().isEmpty());
  }

  /** All that was counted; counting begins anew. */
  List<Counted> all() {
    List<Counted> all =
        windows.values().stream().flatMap(window -> window.counted().stream()).toList();
    windows.clear();
    return all;
  }
}

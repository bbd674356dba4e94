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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a guest that makes request after request from filling the trail. In each second of each
 * connector the first {@value #EACH} refusals have an entry each, whatever they are; after that one
 * entry stands for all that are equal, for {@value #KINDS} kinds, and one for the rest. So it is
 * with requests that are let out, but for larger numbers: of each kind the first {@value #EACH}
 * have an entry each, of all kinds {@value #MOST_LET_OUT}, and so many kinds are told apart.
 * Methods are free text of the guest's: those that are not standard are one kind. Not thread-safe.
 */
final class EgressFlood {
  static final int EACH = 20;
  static final int KINDS = 20;
  static final long WINDOW_NANOS = 1_000_000_000L;

  /** Of requests that are let out in a second: those with entries, and kinds told apart. */
  static final int MOST_LET_OUT = 1_000;

  private static final String OTHER_METHOD = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

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
    private boolean alike = true;
    private @Nullable Instant since;
    private @Nullable EgressDecided last;

    private void add(EgressDecided event, Instant now) {
      times++;
      since = since == null ? now : since;
      alike &= last == null || last.equals(event);
      last = event;
    }

    private Optional<Counted> counted() {
      return since == null || last == null
          ? Optional.empty()
          : Optional.of(new Counted(last, new Repetition(times, since, alike)));
    }
  }

  private static final class Window {
    private final long begin;
    private final Map<EgressDecided, Count> letOut = new LinkedHashMap<>();
    private final Map<EgressDecided, Count> refused = new LinkedHashMap<>();
    private final Count othersRefused = new Count();
    private final Count othersLetOut = new Count();
    private int written;
    private int writtenLetOut;

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
      (count == null ? othersRefused : count).add(event, now);
      return false;
    }

    private boolean admitsLetOut(EgressDecided event, Instant now) {
      EgressDecided kind = kind(event);
      Count count = letOut.get(kind);
      if (count == null && letOut.size() < MOST_LET_OUT) {
        count = new Count();
        letOut.put(kind, count);
      }
      if (count != null && count.seen < EACH && writtenLetOut < MOST_LET_OUT) {
        count.seen++;
        writtenLetOut++;
        return true;
      }
      (count == null ? othersLetOut : count).add(event, now);
      return false;
    }

    private static EgressDecided kind(EgressDecided event) {
      return METHODS.contains(event.method())
          ? event
          : new EgressDecided(
              event.connector(),
              OTHER_METHOD,
              event.scheme(),
              event.host(),
              event.port(),
              event.address(),
              event.refusal());
    }

    private List<Counted> counted() {
      return Stream.of(
              letOut.values().stream(),
              Stream.of(othersLetOut),
              refused.values().stream(),
              Stream.of(othersRefused))
          .flatMap(counts -> counts)
          .flatMap(count -> count.counted().stream())
          .toList();
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

package dev.witloof.conformance;

import dev.witloof.connector.HttpRule;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CallEnded;
import dev.witloof.runtime.event.ConnectorEvent.CapabilityUsed;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.Granted;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hears what the runtime tells of a wasm connector under test: what it uses, where its requests go,
 * what it logs. To be given to the runtime as listener and as log. What it keeps is bounded, as a
 * connector says as much as it likes; what is beyond is counted. What it is let do takes no room
 * from what it is refused. Thread-safe.
 */
public final class Witness implements ConnectorListener, LogSink {
  private static final int MOST_LINES = 50_000;
  private static final long MOST_CHARACTERS = 16L << 20;
  private static final int MOST_KINDS = 10_000;

  private static final Comparator<HttpRequestKind> BY_HOST =
      Comparator.comparing(HttpRequestKind::host)
          .thenComparing(HttpRequestKind::port)
          .thenComparing(HttpRequestKind::scheme)
          .thenComparing(HttpRequestKind::method)
          .thenComparing(kind -> kind.refusal().orElse(""));

  private final Map<String, CallUse> calls = new TreeMap<>();
  private final Map<HttpRequestKind, Long> letOut = new TreeMap<>(BY_HOST);
  private final Map<HttpRequestKind, Long> refused = new TreeMap<>(BY_HOST);
  private final Set<HttpRule> grantedRules = new HashSet<>();
  private final Set<HttpRule> usedRules = new HashSet<>();
  private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  private final Set<String> variables = new TreeSet<>();
  private final List<LogLine> lines = new ArrayList<>();
  private long characters;
  private long unheardCalls;
  private long unheardRequests;
  private long unheardLines;

  @Override
  public synchronized void on(ConnectorEvent event) {
    if (event instanceof CallEnded ended) {
      count(ended);
    } else if (event instanceof EgressDecided decided) {
      HttpRequestKind kind = HttpRequestKind.of(decided);
      // Also of kinds that are not kept: rules are as many as the manifest has.
      grantedRules.stream().filter(kind::mayBeOf).forEach(usedRules::add);
      Map<HttpRequestKind, Long> requests = kind.refusal().isPresent() ? refused : letOut;
      if (requests.containsKey(kind) || requests.size() < MOST_KINDS) {
        requests.merge(kind, 1L, Long::sum);
      } else {
        unheardRequests++;
      }
    } else if (event instanceof Granted granted && granted.capability() == Capability.HTTP) {
      granted.value().map(HttpRule::parse).ifPresent(grantedRules::add);
    } else if (event instanceof CapabilityUsed used) {
      capabilities.add(used.capability());
    } else if (event instanceof SecretUsed used && used.kind().equals(Capability.ENV.key())) {
      variables.add(used.name());
    }
  }

  private void count(CallEnded ended) {
    CallUse use = CallUse.of(ended);
    String key = use.function() + "\n" + use.table().orElse("");
    if (calls.containsKey(key) || calls.size() < MOST_KINDS) {
      calls.merge(key, use, CallUse::and);
    } else {
      unheardCalls++;
    }
  }

  @Override
  public synchronized void log(LogLine line) {
    characters += line.context().length() + line.message().length();
    if (lines.size() < MOST_LINES && characters <= MOST_CHARACTERS) {
      lines.add(line);
    } else {
      unheardLines++;
    }
  }

  /** What the calls that ended until now used, by function and table. */
  public synchronized List<CallUse> calls() {
    return List.copyOf(calls.values());
  }

  /** The requests that were let out or refused until now, and how many of each; by host. */
  public synchronized Map<HttpRequestKind, Long> requests() {
    Map<HttpRequestKind, Long> requests = new TreeMap<>(BY_HOST);
    requests.putAll(letOut);
    requests.putAll(refused);
    return Collections.unmodifiableMap(new LinkedHashMap<>(requests));
  }

  /**
   * Runs a check that gives the connector what nobody would: a cursor of random bytes may lead it
   * anywhere, so what it is refused meanwhile does not count. It does when the check never ends.
   *
   * @throws Exception of the check
   */
  public void forgettingRefusals(Check.Body check) throws Exception {
    Set<HttpRequestKind> before;
    synchronized (this) {
      before = Set.copyOf(refused.keySet());
    }
    try {
      check.run();
    } finally {
      synchronized (this) {
        refused.keySet().retainAll(before);
      }
    }
  }

  /** How many calls there were that {@link #calls} does not tell of: of further tables. */
  public synchronized long unheardCalls() {
    return unheardCalls;
  }

  /** How many requests there were that {@link #requests} does not tell of: of further kinds. */
  public synchronized long unheardRequests() {
    return unheardRequests;
  }

  /** How many lines there were that are not among {@link #lines}. */
  public synchronized long unheardLines() {
    return unheardLines;
  }

  /** What it logged until now, or the first 50,000 lines or 16 Mi characters of it. */
  public synchronized List<LogLine> lines() {
    return List.copyOf(lines);
  }

  /** Whether it used, until now, what it asked for. */
  public synchronized boolean used(LoadReport.Request request) {
    return switch (request.capability()) {
      case HTTP -> {
        HttpRule rule = HttpRule.parse(request.value().orElseThrow());
        yield usedRules.contains(rule)
            || letOut.keySet().stream().anyMatch(kind -> kind.mayBeOf(rule));
      }
      case ENV -> variables.contains(request.value().orElseThrow());
      case CONFIG, CLOCK, LOG, RANDOM -> capabilities.contains(request.capability());
    };
  }
}

package dev.witloof.runtime.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.runtime.audit.AuditEntry.Repetition;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Writes down what was decided about connectors: loads with their grants, refusals, requests that
 * were let out or refused, uses of secrets, limits that were hit. Never the value of a secret.
 * Thread-safe.
 *
 * <p>A guest that makes request after request does not fill the trail: in each second of each
 * connector the first 20 refusals have an entry each, and what is beyond is counted, in one entry
 * for each kind up to 20 and one for the rest; so are the same requests, when they are let out.
 * {@link AuditEntry#repetition} tells. What was counted is kept when a second is over.
 *
 * <pre>{@code
 * AuditTrail trail = AuditTrail.to(AuditFile.open(Path.of("audit.jsonl")));
 * ConnectorRuntime runtime = ConnectorRuntime.builder().audit(trail).build();
 * }</pre>
 */
public final class AuditTrail implements ConnectorListener {
  private static final Logger LOG = System.getLogger("witloof.audit");

  private static final String SCHEMA = "/witloof/audit.schema.json";

  private final AuditSink sink;
  private final boolean strict;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Later later;
  private final EgressFlood flood;
  private final String run = UUID.randomUUID().toString();
  private long sequence;
  private long lost;
  private boolean awaited;

  AuditTrail(AuditSink sink, boolean strict, Clock clock, LongSupplier nanoTime, Later later) {
    this.sink = sink;
    this.strict = strict;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.later = later;
    this.flood = new EgressFlood(!strict);
  }

  private AuditTrail(AuditSink sink, boolean strict) {
    this(sink, strict, Clock.systemUTC(), System::nanoTime, Later.onThread());
  }

  /**
   * A trail that lets things happen although they cannot be written down, when the disk is full for
   * example: that is logged as an error to {@code witloof.audit}, counted, and shows as a gap in
   * the sequence.
   */
  public static AuditTrail to(AuditSink sink) {
    return new AuditTrail(sink, false);
  }

  /**
   * A trail without which nothing happens: what cannot be written down fails with {@link
   * AuditUnavailable}, before it has an effect: a load, a request, a call. Each request that is let
   * out has an entry of its own, before it is.
   */
  public static AuditTrail strict(AuditSink sink) {
    return new AuditTrail(sink, true);
  }

  /** The JSON Schema of a line. */
  public static ObjectNode schema() {
    try (InputStream in = AuditTrail.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no resource " + SCHEMA);
      }
      return new JsonMapper().readValue(in, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + SCHEMA, e);
    }
  }

  /**
   * @throws AuditUnavailable when the trail is strict and the entry cannot be kept
   */
  @Override
  public synchronized void on(ConnectorEvent event) {
    if (!AuditJson.isAudited(event)) {
      return;
    }
    due();
    if (event instanceof EgressDecided decided
        && !flood.admits(decided, clock.instant(), nanoTime.getAsLong())) {
      await();
      return;
    }
    Optional<IOException> failure = keep(event, Optional.empty());
    if (strict && failure.isPresent()) {
      throw new AuditUnavailable(failure.get());
    }
  }

  /**
   * Keeps what was counted and has no entry yet: closing a {@link
   * dev.witloof.runtime.ConnectorRuntime} does, and a second that is over.
   */
  public synchronized void flush() {
    counted(flood.all());
  }

  private void due() {
    counted(flood.due(nanoTime.getAsLong()));
  }

  /** What was counted has happened, or was refused: a strict trail cannot prevent it any more. */
  private void counted(List<EgressFlood.Counted> all) {
    all.forEach(each -> keep(each.event(), Optional.of(each.repetition())));
  }

  private void await() {
    if (!awaited) {
      awaited = true;
      later.after(EgressFlood.WINDOW_NANOS, this::awaitedIsOver);
    }
  }

  private synchronized void awaitedIsOver() {
    awaited = false;
    due();
    if (flood.hasCounted()) {
      await();
    }
  }

  private Optional<IOException> keep(ConnectorEvent event, Optional<Repetition> repetition) {
    sequence++;
    try {
      sink.append(new AuditEntry(clock.instant(), run, sequence, event, repetition));
      return Optional.empty();
    } catch (IOException e) {
      return lose(e);
    } catch (UncheckedIOException e) {
      return lose(e.getCause());
    } catch (RuntimeException | StackOverflowError e) {
      // A guest chooses how deep the stack is on which its deeds are told.
      return lose(new IOException("the sink failed: " + e, e));
    }
  }

  /** How many entries could not be kept so far. */
  public synchronized long lost() {
    return lost;
  }

  private Optional<IOException> lose(IOException failure) {
    lost++;
    // A full disk stays full for a while: the log hears of it less and less often.
    if (Long.bitCount(lost) == 1) {
      LOG.log(
          Level.ERROR, "the audit trail cannot be written; entries lost so far: " + lost, failure);
    }
    return Optional.of(failure);
  }
}

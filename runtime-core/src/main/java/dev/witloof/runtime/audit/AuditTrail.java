package dev.witloof.runtime.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.UUID;

/**
 * Writes down what was decided about connectors: loads with their grants, refusals, requests that
 * were let out or refused, uses of secrets, limits that were hit. Never the value of a secret.
 * Thread-safe.
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
  private final String run = UUID.randomUUID().toString();
  private long sequence;
  private long lost;

  AuditTrail(AuditSink sink, boolean strict, Clock clock) {
    this.sink = sink;
    this.strict = strict;
    this.clock = clock;
  }

  /**
   * A trail that lets things happen although they cannot be written down, when the disk is full for
   * example: that is logged as an error to {@code witloof.audit}, counted, and shows as a gap in
   * the sequence.
   */
  public static AuditTrail to(AuditSink sink) {
    return new AuditTrail(sink, false, Clock.systemUTC());
  }

  /**
   * A trail without which nothing happens: what cannot be written down fails with {@link
   * AuditUnavailable}, before it has an effect: a load, a request, a call.
   */
  public static AuditTrail strict(AuditSink sink) {
    return new AuditTrail(sink, true, Clock.systemUTC());
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
    sequence++;
    try {
      sink.append(new AuditEntry(clock.instant(), run, sequence, event));
    } catch (IOException e) {
      lose(e);
    } catch (UncheckedIOException e) {
      lose(e.getCause());
    } catch (RuntimeException | StackOverflowError e) {
      // A guest chooses how deep the stack is on which its deeds are told.
      lose(new IOException("the sink failed: " + e, e));
    }
  }

  /** How many entries could not be kept so far. */
  public synchronized long lost() {
    return lost;
  }

  private void lose(IOException failure) {
    lost++;
    // A full disk stays full for a while: the log hears of it less and less often.
    if (Long.bitCount(lost) == 1) {
      LOG.log(
          Level.ERROR, "the audit trail cannot be written; entries lost so far: " + lost, failure);
    }
    if (strict) {
      throw new AuditUnavailable(failure);
    }
  }
}

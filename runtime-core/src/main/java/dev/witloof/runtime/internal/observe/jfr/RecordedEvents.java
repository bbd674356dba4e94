package dev.witloof.runtime.internal.observe.jfr;

import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.Granted;
import dev.witloof.runtime.event.ConnectorEvent.HttpEnded;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.Loaded;
import dev.witloof.runtime.event.ConnectorEvent.LogDropped;
import dev.witloof.runtime.event.ConnectorEvent.Refused;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import java.util.Locale;

/** Everything but calls, as flight records; those that no recording wants are not filled. */
final class RecordedEvents implements ConnectorListener {
  @Override
  public void on(ConnectorEvent event) {
    if (event instanceof Granted granted) {
      grant(granted);
    } else if (event instanceof Loaded loaded) {
      load(loaded.connector(), loaded.report());
    } else if (event instanceof Refused refused) {
      load(refused.connector(), refused.report());
    } else if (event instanceof LimitStruck struck) {
      limit(struck);
    } else if (event instanceof EgressDecided decided) {
      egress(decided);
    } else if (event instanceof HttpEnded ended) {
      http(ended);
    } else if (event instanceof SecretUsed used) {
      secret(used);
    } else if (event instanceof LogDropped dropped) {
      logDrop(dropped);
    }
  }

  private static void grant(Granted granted) {
    GrantRecord entry = new GrantRecord();
    if (entry.shouldCommit()) {
      entry.connector = granted.connector().name();
      entry.capability = granted.capability().key();
      entry.value = granted.value().orElse("");
      entry.rule = granted.rule().key();
      entry.commit();
    }
  }

  private static void load(ConnectorIdentity connector, LoadReport report) {
    LoadRecord entry = new LoadRecord();
    if (entry.shouldCommit()) {
      entry.connector = connector.name();
      entry.version = connector.version().orElse("");
      entry.sha256 = connector.sha256();
      entry.loaded = report.loadable();
      entry.problems = report.problems().size();
      entry.commit();
    }
  }

  private static void limit(LimitStruck struck) {
    LimitRecord entry = new LimitRecord();
    if (entry.shouldCommit()) {
      entry.connector = struck.connector().name();
      entry.function = struck.function();
      entry.table = struck.table().orElse("");
      entry.limit = struck.limit();
      entry.budget = struck.budget();
      entry.used = struck.used();
      entry.decision = struck.decision().name().toLowerCase(Locale.ROOT);
      entry.commit();
    }
  }

  private static void egress(EgressDecided decided) {
    EgressRecord entry = new EgressRecord();
    if (entry.shouldCommit()) {
      entry.connector = decided.connector().name();
      entry.method = decided.method();
      entry.scheme = decided.scheme();
      entry.host = decided.host();
      entry.port = decided.port();
      entry.address = decided.address().orElse("");
      entry.refusal = decided.refusal().orElse("");
      entry.commit();
    }
  }

  private static void http(HttpEnded ended) {
    HttpRecord entry = new HttpRecord();
    if (entry.shouldCommit()) {
      entry.connector = ended.connector().name();
      entry.method = ended.method();
      entry.host = ended.host();
      entry.status = ended.status().orElse(0);
      entry.failure = ended.failure().orElse("");
      entry.time = ended.duration().toNanos();
      entry.commit();
    }
  }

  private static void secret(SecretUsed used) {
    SecretRecord entry = new SecretRecord();
    if (entry.shouldCommit()) {
      entry.connector = used.connector().name();
      entry.kind = used.kind();
      entry.secret = used.name();
      entry.commit();
    }
  }

  private static void logDrop(LogDropped dropped) {
    LogDropRecord entry = new LogDropRecord();
    if (entry.shouldCommit()) {
      entry.connector = dropped.connector().name();
      entry.bytes = dropped.bytes();
      entry.commit();
    }
  }
}

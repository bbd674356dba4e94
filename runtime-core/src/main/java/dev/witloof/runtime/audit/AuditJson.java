package dev.witloof.runtime.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadProblem;
import dev.witloof.runtime.LoadReport;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.Granted;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.Loaded;
import dev.witloof.runtime.event.ConnectorEvent.Refused;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The lines of an audit trail. Their form is public: see {@code /witloof/audit.schema.json}. */
final class AuditJson {
  /** Raised when a line's form changes in a way that breaks its readers. */
  private static final int FORM = 1;

  private static final int MOST_PROBLEMS = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private AuditJson() {}

  /** Whether an event belongs into the trail: decisions do, the course of calls does not. */
  static boolean isAudited(ConnectorEvent event) {
    return event instanceof Granted
        || event instanceof Loaded
        || event instanceof Refused
        || event instanceof EgressDecided
        || event instanceof SecretUsed
        || event instanceof LimitStruck;
  }

  /**
   * One line, without its line feed.
   *
   * @param previous SHA-256 of the line before it, in a file
   */
  static String line(AuditEntry entry, Optional<String> previous) {
    ObjectNode node = start(entry.time());
    node.put("run", entry.run()).put("seq", entry.sequence());
    ConnectorEvent event = entry.event();
    node.put("event", kind(event));
    connector(node.putObject("connector"), event.connector());
    if (event instanceof Granted granted) {
      granted(node, granted);
    } else if (event instanceof Loaded loaded) {
      capabilities(node, loaded.report());
    } else if (event instanceof Refused refused) {
      capabilities(node, refused.report());
      problems(node.putArray("problems"), refused.report());
    } else if (event instanceof EgressDecided decided) {
      egress(node, decided);
    } else if (event instanceof SecretUsed used) {
      node.put("kind", used.kind()).put("name", used.name());
    } else if (event instanceof LimitStruck struck) {
      limit(node, struck);
    }
    entry
        .repetition()
        .ifPresent(
            repetition ->
                node.putObject("repeated")
                    .put("times", repetition.times())
                    .put("since", repetition.since().toString())
                    .put("alike", repetition.alike()));
    return text(node, previous);
  }

  /** The line that says that the one before it was torn by a crash, and cut off. */
  static String recovered(Instant time, long tornBytes, String previous) {
    ObjectNode node = start(time);
    node.put("event", "recovered").put("torn-bytes", tornBytes);
    return text(node, Optional.of(previous));
  }

  private static ObjectNode start(Instant time) {
    return JSON.createObjectNode().put("form", FORM).put("time", time.toString());
  }

  private static String text(ObjectNode node, Optional<String> previous) {
    previous.ifPresent(hash -> node.put("prev", hash));
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  private static String kind(ConnectorEvent event) {
    if (event instanceof Granted) {
      return "granted";
    } else if (event instanceof Loaded) {
      return "loaded";
    } else if (event instanceof Refused) {
      return "refused";
    } else if (event instanceof EgressDecided) {
      return "egress";
    } else if (event instanceof SecretUsed) {
      return "secret";
    } else if (event instanceof LimitStruck) {
      return "limit";
    }
    throw new IllegalArgumentException("not audited: " + event.getClass());
  }

  private static void connector(ObjectNode node, ConnectorIdentity connector) {
    node.put("name", GuestText.plain(connector.name()));
    connector.version().ifPresent(version -> node.put("version", GuestText.plain(version)));
    node.put("sha256", connector.sha256());
  }

  private static void granted(ObjectNode node, Granted granted) {
    node.put("capability", granted.capability().key());
    granted.value().ifPresent(value -> node.put("value", GuestText.message(value)));
    node.put("rule", granted.rule().key());
  }

  private static void capabilities(ObjectNode node, LoadReport report) {
    ArrayNode asked = node.putArray("asked");
    ArrayNode granted = node.putArray("granted");
    for (LoadReport.Request request : report.capabilities()) {
      if (request.asked()) {
        asked.add(GuestText.message(request.toString()));
        if (request.granted()) {
          granted.add(GuestText.message(request.toString()));
        }
      }
    }
  }

  private static void problems(ArrayNode array, LoadReport report) {
    report.problems().stream().limit(MOST_PROBLEMS).forEach(problem -> array.add(problem(problem)));
  }

  private static String problem(LoadProblem problem) {
    return GuestText.message(problem.toString());
  }

  private static void egress(ObjectNode node, EgressDecided decided) {
    node.put("method", decided.method())
        .put("scheme", decided.scheme())
        .put("host", decided.host())
        .put("port", decided.port());
    decided.address().ifPresent(address -> node.put("address", address));
    node.put("decision", decided.refusal().isPresent() ? "refused" : "let-out");
    decided.refusal().ifPresent(why -> node.put("refusal", why));
  }

  private static void limit(ObjectNode node, LimitStruck struck) {
    node.put("function", struck.function());
    struck.table().ifPresent(table -> node.put("table", table));
    node.put("limit", struck.limit())
        .put("budget", struck.budget())
        .put("used", struck.used())
        .put("decision", struck.decision().name().toLowerCase(Locale.ROOT));
  }
}

package dev.witloof.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.witloof.connector.Cursor;
import dev.witloof.pipeline.PipelineEvent;
import dev.witloof.pipeline.PipelineListener;
import dev.witloof.pipeline.PipelineSummary;
import dev.witloof.pipeline.TableProgress;
import dev.witloof.runtime.Amounts;
import dev.witloof.runtime.Connector;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadReportText;
import dev.witloof.runtime.http.HttpMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of a run: what was loaded, how it goes, what it did. For people all of it, the outcome on
 * standard output; for programs the outcome alone, as one JSON object.
 */
final class RunReport implements PipelineListener {
  private final Console console;
  private final boolean json;
  private final ProgressLine progress;
  private final Map<String, Cursor> cursors = new HashMap<>();

  private RunReport(Console console, boolean json) {
    this.console = console;
    this.json = json;
    this.progress = new ProgressLine(console);
  }

  static RunReport to(Console console, boolean json) {
    return new RunReport(console, json);
  }

  /** Tells what a connector asks for and is granted. */
  void loaded(String role, Connector connector, HttpMode http) {
    StringBuilder text = new StringBuilder();
    text.append("%-13s %s".formatted(role, GuestText.plain(connector.name())));
    connector
        .report()
        .ifPresentOrElse(
            report -> {
              report.version().ifPresent(v -> text.append(' ').append(GuestText.plain(v)));
              text.append(", sandboxed\n").append(LoadReportText.capabilities(report));
              text.append(answers(http));
            },
            () -> text.append(", native\n"));
    console.err().print(text);
    console.err().flush();
  }

  private static String answers(HttpMode http) {
    if (http instanceof HttpMode.Faulty faulty) {
      return answers(faulty.answering()) + "%-13s befall them\n".formatted("faults");
    } else if (http instanceof HttpMode.Replaying replaying) {
      return "%-13s from the cassette %s\n".formatted("answers", replaying.cassette());
    } else if (http instanceof HttpMode.Recording recording) {
      return "%-13s to the cassette %s\n".formatted("recorded", recording.cassette());
    }
    return "";
  }

  @Override
  public void on(PipelineEvent event) {
    if (event instanceof PipelineEvent.TableStarted started) {
      started
          .resumedFrom()
          .ifPresent(
              cursor -> {
                cursors.put(started.table(), cursor);
                console.say(
                    "%-13s table %s from cursor %s"
                        .formatted(
                            "resuming", GuestText.plain(started.table()), CursorText.of(cursor)));
              });
    } else if (event instanceof PipelineEvent.Committed committed) {
      cursors.put(committed.table(), committed.cursor());
    }
    progress.on(event);
  }

  /** Tells what the run did. */
  void finished(PipelineSummary summary, Optional<String> hint) {
    if (json) {
      Results.json(console.out(), toJson(summary));
    } else {
      Results.text(console.out(), toText(summary, hint));
    }
  }

  private String toText(PipelineSummary summary, Optional<String> hint) {
    StringBuilder text = new StringBuilder();
    summary.tables().forEach((table, total) -> text.append(line(table, total)).append('\n'));
    text.append(
        "%s in %s: %s\n"
            .formatted(
                summary.cancelled() ? "cancelled" : "done",
                Amounts.duration(summary.elapsed()),
                summary.rows() == 0 ? "nothing is new" : summary.rows() + " rows"));
    hint.ifPresent(query -> text.append("try: ").append(query).append('\n'));
    return text.toString();
  }

  private String line(String table, TableProgress total) {
    String name = GuestText.plain(table);
    Optional<String> cursor = Optional.ofNullable(cursors.get(table)).map(CursorText::of);
    if (total.rows() == 0) {
      return name + ": nothing new" + cursor.map(c -> " since cursor " + c).orElse("");
    }
    return "%s: %d rows, %s, %d batches%s"
        .formatted(
            name,
            total.rows(),
            Amounts.bytes(total.bytes()),
            total.batches(),
            cursor.map(c -> ", cursor " + c).orElse(""));
  }

  private ObjectNode toJson(PipelineSummary summary) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("pipeline", summary.pipeline());
    root.put("cancelled", summary.cancelled());
    root.put("elapsed-ms", summary.elapsed().toMillis());
    ArrayNode tables = root.putArray("tables");
    summary
        .tables()
        .forEach(
            (table, total) -> {
              Cursor cursor = cursors.get(table);
              tables
                  .addObject()
                  .put("name", table)
                  .put("rows", total.rows())
                  .put("bytes", total.bytes())
                  .put("batches", total.batches())
                  .put("cursor", cursor == null ? null : cursor.toByteArray());
            });
    return root;
  }
}

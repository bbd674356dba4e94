package dev.witloof.cli;

import dev.witloof.connector.Cursor;
import dev.witloof.pipeline.PipelineEvent;
import dev.witloof.pipeline.PipelineListener;
import dev.witloof.pipeline.TableProgress;
import dev.witloof.runtime.Amounts;
import dev.witloof.runtime.GuestText;
import java.util.Optional;

/**
 * How a run goes, on stderr: one line drawn over at each batch when somebody watches, else a line
 * for each commit.
 */
final class ProgressLine implements PipelineListener {
  private static final int WIDTH = 160;

  private final Console console;
  private Optional<Cursor> cursor = Optional.empty();
  private boolean drawn;

  ProgressLine(Console console) {
    this.console = console;
  }

  @Override
  public void on(PipelineEvent event) {
    if (event instanceof PipelineEvent.TableStarted started) {
      cursor = started.resumedFrom();
    } else if (event instanceof PipelineEvent.BatchWritten written && console.interactive()) {
      draw(text(written.table(), written.total()));
    } else if (event instanceof PipelineEvent.Committed committed) {
      cursor = Optional.of(committed.cursor());
      String text = text(committed.table(), committed.total());
      if (console.interactive()) {
        draw(text);
      } else {
        console.say(text);
      }
    } else if (event instanceof PipelineEvent.Retrying retrying) {
      endLine();
      console.say(
          "%-13s attempt %d of %d in %s: %s"
              .formatted(
                  "retrying",
                  retrying.failure() + 1,
                  retrying.attempts(),
                  Amounts.duration(retrying.delay()),
                  retrying.cause().getMessage()));
    } else if (event instanceof PipelineEvent.TableFinished
        || event instanceof PipelineEvent.RunFinished) {
      endLine();
    }
  }

  private String text(String table, TableProgress total) {
    return "%-13s %d rows, %s, %d batches%s"
        .formatted(
            GuestText.plain(table),
            total.rows(),
            Amounts.bytes(total.bytes()),
            total.batches(),
            cursor.map(c -> ", cursor " + CursorText.of(c)).orElse(""));
  }

  private void draw(String text) {
    String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    console.err().print("\r" + line + "\u001b[K");
    console.err().flush();
    drawn = true;
  }

  private void endLine() {
    if (drawn) {
      console.err().println();
      drawn = false;
    }
  }
}

package dev.witloof.host.logging;

import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.secret.Redactor;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the ways on which a guest logs or prints. A line that ends with the beginning of a secret
 * is held back until it is known how the next one goes on, so that a secret that was split between
 * them is found. What is dropped is looked through as well, as a secret may go on behind it.
 * Confined to the guest's thread.
 */
public final class LogChannel {
  /** What is held back at most; then the beginning of a secret is taken for one. */
  private static final int MOST_LINES = 256;

  private static final int MOST_CHARACTERS = 64 << 10;

  /** Less than {@link Redactor#SHORTEST} characters, and the beginning of an escape. */
  private static final int MOST_BEFORE = 16;

  private final LogGate gate;
  private final Redactor redactor;
  private final List<Line> held = new ArrayList<>();

  /** The end of what was not held back, or was dropped: a secret may begin in it. */
  private String before = "";

  private record Line(Level level, String context, String text, boolean admitted) {}

  public LogChannel(LogGate gate, Redactor redactor) {
    this.gate = gate;
    this.redactor = redactor;
  }

  /** Takes one line, or drops it when it is too much for this second. */
  public void log(Level level, String context, String text) {
    boolean admitted = gate.admits(context, text);
    if (admitted || !held.isEmpty()) {
      held.add(new Line(level, context, text, admitted));
      release(false);
    } else {
      before = end(before + end(text, redactor.longestEncoded()), redactor.longestEncoded());
    }
  }

  /** Lets go of what is held back: nothing comes after it. */
  public void close() {
    release(true);
  }

  private void release(boolean all) {
    if (held.isEmpty()) {
      return;
    }
    StringBuilder joined = new StringBuilder(before);
    held.forEach(line -> joined.append(line.text()));
    String text = joined.toString();
    boolean last = all || held.size() >= MOST_LINES || text.length() >= MOST_CHARACTERS;
    Redactor.Scan scan = last ? redactor.scanCutOff(text) : redactor.scan(text);
    // The end of a secret may be the beginning of another: all of it stays together.
    int known = last ? text.length() : scan.cutBefore(scan.open());
    int at = before.length();
    while (!held.isEmpty() && at + held.get(0).text().length() <= known) {
      Line line = held.remove(0);
      int next = at + line.text().length();
      if (line.admitted()) {
        gate.send(line.level(), redactor.redact(line.context()), scan.redacted(at, next));
      }
      at = next;
      before = end(text.substring(0, at), MOST_BEFORE);
    }
  }

  private static String end(String text, int longest) {
    return text.substring(Math.max(0, text.length() - longest));
  }
}

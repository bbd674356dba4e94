package dev.witloof.host.logging;

import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.secret.Redactor;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the ways on which a guest logs or prints. A line that ends with the beginning of a secret
 * is held back until it is known how the next one goes on, so that a secret that was split between
 * them is found. Confined to the guest's thread.
 */
public final class LogChannel {
  /** What is held back at most. */
  private static final int MOST_LINES = 32;

  private static final int MOST_CHARACTERS = 64 << 10;

  private final LogGate gate;
  private final Redactor redactor;
  private final List<Line> held = new ArrayList<>();

  private record Line(Level level, String context, String text) {}

  public LogChannel(LogGate gate, Redactor redactor) {
    this.gate = gate;
    this.redactor = redactor;
  }

  /** Takes one line, or drops it when it is too much for this second. */
  public void log(Level level, String context, String text) {
    if (gate.admits(context, text)) {
      held.add(new Line(level, context, text));
      release(false);
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
    StringBuilder joined = new StringBuilder();
    held.forEach(line -> joined.append(line.text()));
    Redactor.Scan scan = redactor.scan(joined.toString());
    boolean full = held.size() >= MOST_LINES || joined.length() >= MOST_CHARACTERS;
    int known = all || full ? joined.length() : scan.open();
    int at = 0;
    while (!held.isEmpty() && at + held.get(0).text().length() <= known) {
      Line line = held.remove(0);
      int end = at + line.text().length();
      gate.send(line.level(), redactor.redact(line.context()), scan.redacted(at, end));
      at = end;
    }
  }
}

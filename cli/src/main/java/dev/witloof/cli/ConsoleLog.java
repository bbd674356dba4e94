package dev.witloof.cli;

import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LogSink;
import java.util.Locale;

/** Log lines of connectors, on stderr. */
record ConsoleLog(Console console) implements LogSink {
  @Override
  public void log(LogLine line) {
    String context = line.context().isEmpty() ? "" : " " + GuestText.plain(line.context());
    console.say(
        "[%s%s] %s: %s"
            .formatted(
                line.connector(),
                context,
                line.level().name().toLowerCase(Locale.ROOT),
                GuestText.message(line.message())));
  }
}

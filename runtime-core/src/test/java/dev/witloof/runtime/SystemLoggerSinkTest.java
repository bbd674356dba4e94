package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.runtime.LogSink.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SystemLoggerSinkTest {
  private final List<LogRecord> records = new ArrayList<>();

  /** Takes what is logged under a name, in place of the console. */
  private final class Taking extends Handler implements AutoCloseable {
    private final Logger logger;

    Taking(String name) {
      logger = Logger.getLogger(name);
      logger.setUseParentHandlers(false);
      logger.setLevel(Level.ALL);
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
      logger.setLevel(null);
    }
  }

  @Test
  void eachConnectorHasALoggerAndLevelsAreMapped() {
    try (Taking taken = new Taking("witloof.connector.my_data_source-1")) {
      for (LogSink.Level level : LogSink.Level.values()) {
        LogSink.systemLogger().log(new LogLine("my.data source-1", level, "page 1", "{0} 'x' %s"));
      }
      LogSink.systemLogger().log(new LogLine("my.data source-1", LogSink.Level.INFO, "", "plain"));
      LogSink.systemLogger().log(new LogLine("other", LogSink.Level.TRACE, "", "unheard"));
      assertEquals("witloof.connector.my_data_source-1", taken.logger.getName());
    }
    assertEquals(
        List.of(
            Level.FINER,
            Level.FINE,
            Level.INFO,
            Level.WARNING,
            Level.SEVERE,
            Level.SEVERE,
            Level.INFO),
        records.stream().map(LogRecord::getLevel).toList());
    assertEquals("page 1: {0} 'x' %s", records.get(0).getMessage());
    assertEquals("critical: page 1: {0} 'x' %s", records.get(5).getMessage());
    assertEquals("plain", records.get(6).getMessage());
  }
}

package dev.witloof.runtime;

/** Takes the log lines of connectors. Called on the thread that runs the connector. */
@FunctionalInterface
public interface LogSink {

  /**
   * Takes one line; must not throw, and must not block for long: the connector waits for it, and
   * its deadline ends the call only when this returns.
   */
  void log(LogLine line);

  /**
   * The host's {@link System.Logger}, one named {@code witloof.connector.NAME} for each connector.
   * In its name, whatever is no letter, digit, hyphen or underscore is an underscore.
   */
  static LogSink systemLogger() {
    return new SystemLoggerSink();
  }

  /** A sink that drops everything. */
  static LogSink discard() {
    return line -> {};
  }

  /** Severities, those of {@code wasi:logging}. */
  enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    CRITICAL
  }

  /**
   * One line of a connector.
   *
   * @param connector name of the connector
   * @param context where in the connector, as it says itself; {@code stdout} and {@code stderr} for
   *     what it prints; may be empty
   * @param message text of the guest, without secrets; control characters were replaced
   */
  record LogLine(String connector, Level level, String context, String message) {}
}

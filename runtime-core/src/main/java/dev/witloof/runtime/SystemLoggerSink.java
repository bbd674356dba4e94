package dev.witloof.runtime;

import java.lang.System.Logger;

/** Log lines of connectors, for the logging system of the host. */
final class SystemLoggerSink implements LogSink {
  private static final String PREFIX = "witloof.connector.";

  @Override
  public void log(LogLine line) {
    Logger.Level level = level(line.level());
    Logger logger = System.getLogger(PREFIX + safe(line.connector()));
    if (logger.isLoggable(level)) {
      logger.log(level, text(line));
    }
  }

  /** One name for one logger: a dot would make another level of the hierarchy. */
  static String safe(String connector) {
    return connector.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  static Logger.Level level(Level level) {
    return switch (level) {
      case TRACE -> Logger.Level.TRACE;
      case DEBUG -> Logger.Level.DEBUG;
      case INFO -> Logger.Level.INFO;
      case WARN -> Logger.Level.WARNING;
      case ERROR, CRITICAL -> Logger.Level.ERROR;
    };
  }

  private static String text(LogLine line) {
    String context = line.context().isEmpty() ? "" : line.context() + ": ";
    return (line.level() == Level.CRITICAL ? "critical: " : "") + context + line.message();
  }
}

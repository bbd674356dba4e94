package dev.witloof.cli;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.config.ConfigException;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.runtime.GuestText;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.UnknownConnector;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Turns what went wrong into a few lines on stderr and an exit code. */
final class Failure {
  private final Console console;
  private final boolean debug;

  /**
   * @param debug whether to print the stack trace as well
   */
  Failure(Console console, boolean debug) {
    this.console = console;
    this.debug = debug;
  }

  /** Reports a failure and gives its exit code. */
  int report(Exception failure) {
    if (failure instanceof BrokenPipe) {
      return ExitCode.DONE;
    }
    console.say("witloof: " + describe(failure));
    if (debug) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      console.say(trace.toString().stripTrailing());
    }
    return exitCode(failure);
  }

  private static int exitCode(Exception failure) {
    if (failure instanceof LoadRefused || failure instanceof Unapproved) {
      return ExitCode.REFUSED;
    } else if (failure instanceof ConnectorException e) {
      return e.limit().isPresent() ? ExitCode.LIMIT_HIT : ExitCode.CONNECTOR_ERROR;
    } else if (isBadInput(failure)) {
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.CONNECTOR_ERROR;
  }

  private String describe(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof ConnectorException e) {
      return GuestText.message(message) + remedy(e);
    } else if (failure instanceof LoadRefused
        || failure instanceof Unapproved
        || isBadInput(failure)) {
      return message;
    }
    return "internal error: "
        + failure
        + (debug ? "" : "\n  run again with --debug and report what it prints");
  }

  private static boolean isBadInput(Exception failure) {
    return failure instanceof BadInput
        || failure instanceof ConfigException
        || failure instanceof UnknownConnector
        || failure instanceof UncheckedIOException;
  }

  private static String remedy(ConnectorException failure) {
    if (failure.getCause() instanceof LimitExceeded exceeded
        && exceeded.limit() == LimitExceeded.Limit.CANCELLED) {
      return "";
    }
    if (failure.limit().isPresent()) {
      String limit = failure.limit().get().limit();
      return "\n  raise it with --limit %s=…, if the connector deserves it".formatted(limit);
    } else if (failure instanceof ConnectorException.AuthExpired) {
      return "\n  renew the credentials that the connector is given";
    } else if (failure instanceof ConnectorException.RateLimited) {
      return "\n  the service wants to be left alone for that long";
    } else if (failure instanceof ConnectorException.Transient) {
      return "\n  this may pass; try again later";
    }
    return "";
  }
}

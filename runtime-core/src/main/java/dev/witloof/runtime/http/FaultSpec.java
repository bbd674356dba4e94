package dev.witloof.runtime.http;

import dev.witloof.connector.config.Quantities;
import dev.witloof.runtime.http.Faults.Rule;
import java.time.Duration;

/** Reads faults as they are written on a command line. */
final class FaultSpec {
  static final String SYNTAX =
      "KIND[=VALUE][,from=N][,times=N][,chance=P], where KIND is latency=TIME, latency=TIME..TIME,"
          + " timeout, close, reset=BYTES, truncate=BYTES, status=CODE, drip=BYTES/TIME,"
          + " duplicate-request or duplicate-response, and TIME is as in 50ms or 2s";

  private long from = 1;
  private long times = Long.MAX_VALUE;
  private double chance = 1;

  private FaultSpec() {}

  /**
   * @throws IllegalArgumentException naming the spec, what is wrong, and what would be right
   */
  static Rule parse(String spec) {
    try {
      String[] parts = spec.strip().split("\\s*,\\s*", -1);
      Fault fault = fault(Setting.of(parts[0]));
      FaultSpec exchanges = new FaultSpec();
      for (int i = 1; i < parts.length; i++) {
        exchanges.restrict(Setting.of(parts[i]));
      }
      return new Rule(fault, exchanges.from, exchanges.times, exchanges.chance);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "fault '%s': %s; write %s".formatted(spec, e.getMessage(), SYNTAX), e);
    }
  }

  /** A key and its value, which is empty when there is none. */
  private record Setting(String key, String value) {
    static Setting of(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Setting(text, "")
          : new Setting(text.substring(0, equals), text.substring(equals + 1));
    }

    /** The two sides of the value; twice the value when it has no separator. */
    String[] sides(String separator) {
      int at = value.indexOf(separator);
      return at < 0
          ? new String[] {value, value}
          : new String[] {value.substring(0, at), value.substring(at + separator.length())};
    }

    Fault bare(Fault fault) {
      if (!value.isEmpty()) {
        throw new IllegalArgumentException(key + " has no value");
      }
      return fault;
    }
  }

  private void restrict(Setting setting) {
    switch (setting.key()) {
      case "from" -> from = Quantities.count(setting.value());
      case "times" -> times = Quantities.count(setting.value());
      case "chance" -> chance = chance(setting.value());
      default -> throw new IllegalArgumentException("there is no '" + setting.key() + "'");
    }
  }

  private static double chance(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a chance is a number such as 0.1, not " + text, e);
    }
  }

  private static Fault fault(Setting setting) {
    return switch (setting.key()) {
      case "latency" -> latency(setting.sides(".."));
      case "reset" -> new Fault.Reset(Quantities.count(setting.value()));
      case "truncate" -> new Fault.Truncate(Quantities.count(setting.value()));
      case "status" -> Fault.status(small(setting.value()));
      case "drip" -> drip(setting.sides("/"));
      case "timeout" -> setting.bare(new Fault.Timeout());
      case "close" -> setting.bare(new Fault.Close());
      case "duplicate-request" -> setting.bare(new Fault.DuplicateRequest());
      case "duplicate-response" -> setting.bare(new Fault.DuplicateResponse());
      default -> throw new IllegalArgumentException("there is no fault '" + setting.key() + "'");
    };
  }

  private static Fault latency(String[] ends) {
    Duration least = Quantities.duration(ends[0]);
    return new Fault.Latency(least, Quantities.duration(ends[1]));
  }

  private static Fault drip(String[] sides) {
    return new Fault.Drip(small(sides[0]), Quantities.duration(sides[1]));
  }

  private static int small(String text) {
    return (int) Math.min(Quantities.count(text), Integer.MAX_VALUE);
  }
}

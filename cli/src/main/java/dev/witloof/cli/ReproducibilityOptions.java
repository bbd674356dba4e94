package dev.witloof.cli;

import dev.witloof.runtime.Reproducibility;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What time it is for connectors, and where their random numbers come from. */
final class ReproducibilityOptions {
  @Option(
      names = "--clock",
      paramLabel = "TIME",
      description =
          "Freeze the clocks of connectors at an instant (2026-01-31T12:00:00Z), or move them by a"
              + " duration (+P1D, -PT1H).")
  private @Nullable String clock;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Give connectors the random numbers that follow from N: the same ones each time.")
  private @Nullable Long seed;

  Reproducibility chosen() {
    Reproducibility chosen = clock == null ? Reproducibility.NONE : withClock(clock);
    return seed == null ? chosen : chosen.seeded(seed);
  }

  private static Reproducibility withClock(String text) {
    try {
      return text.startsWith("+") || text.startsWith("-")
          ? Reproducibility.NONE.offsetBy(Duration.parse(text))
          : Reproducibility.NONE.frozenAt(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new BadInput(
          "--clock "
              + text
              + ": write an instant such as 2026-01-31T12:00:00Z, or a duration such as +P1D or"
              + " -PT1H",
          e);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--clock " + text + ": " + e.getMessage(), e);
    }
  }
}

package dev.witloof.conformance.wast;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a script has made so far, by name and the latest; or why it is missing. */
final class Slots<T> {
  private final String kind;
  private final Map<String, Supplier<T>> byName = new HashMap<>();
  private Supplier<T> latest;

  Slots(String kind) {
    this.kind = kind;
    this.latest =
        () -> {
          throw new UnsuitableScript("the script has no " + kind + " yet");
        };
  }

  void put(Optional<String> name, T made) {
    keep(name, () -> made);
  }

  /** Notes that what {@code line} should have made does not exist; commands that need it say so. */
  void missing(Optional<String> name, int line, Outcome outcome) {
    String needed = "it needs the " + kind + " of line " + line + ", which ";
    keep(
        name,
        () -> {
          throw new Unavailable(
              outcome instanceof Outcome.Skipped skipped
                  ? new Outcome.Skipped(skipped.reason())
                  : new Outcome.Failed(needed + "failed"));
        });
  }

  private void keep(Optional<String> name, Supplier<T> supplier) {
    latest = supplier;
    name.ifPresent(n -> byName.put(n, supplier));
  }

  /**
   * The one of that name, or the latest.
   *
   * @throws Unavailable when it could not be made
   */
  T get(Optional<String> name) {
    if (name.isEmpty()) {
      return latest.get();
    }
    Supplier<T> supplier = byName.get(name.get());
    if (supplier == null) {
      throw new UnsuitableScript("the script has no " + kind + " '" + name.get() + "'");
    }
    return supplier.get();
  }

  /** What a command needs was not made. */
  static final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    Unavailable(Outcome outcome) {
      super(outcome.toString());
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }
}

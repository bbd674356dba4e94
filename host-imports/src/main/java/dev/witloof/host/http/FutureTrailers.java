package dev.witloof.host.http;

import dev.witloof.component.value.ResultValue;
import java.util.Optional;

/**
 * A {@code future-trailers}: they are known when the body is done with. Confined to the guest's
 * thread.
 */
final class FutureTrailers {
  private final Fields trailers;
  private final Children children = new Children("future-trailers", "trailers");
  private boolean taken;

  FutureTrailers(Fields trailers) {
    this.trailers = trailers;
  }

  /** The fields once, none if there are none, and an error ever after. */
  ResultValue get() {
    if (taken) {
      return ResultValue.err();
    }
    taken = true;
    if (trailers.isEmpty()) {
      return ResultValue.ok(ResultValue.ok(Optional.empty()));
    }
    trailers.join(children);
    return ResultValue.ok(ResultValue.ok(Optional.of(trailers)));
  }

  /** What the guest must drop before the future. */
  Children children() {
    return children;
  }

  /** The guest dropped the future; trailers that were taken from it live on. */
  void dropped() {
    if (!taken) {
      trailers.close();
    }
  }
}

package dev.witloof.runtime.internal;

import dev.witloof.component.value.ResultValue;
import dev.witloof.runtime.event.ConnectorEvent.Outcome;
import dev.witloof.runtime.secret.Redactor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a table's data a call carries, and how it ended if it did not fail: for observers. */
interface Crossing {
  /** Carries no data. */
  Crossing NOTHING = new Crossing() {};

  /** Rows that crossed, once the call is over. */
  default long rows() {
    return 0;
  }

  /** Bytes of Arrow data that crossed, once the call is over. */
  default long bytes() {
    return 0;
  }

  /** What is wrong with a result, without secrets; empty when nothing is. */
  default Optional<? extends Throwable> failure(
      GuestCall call, @Nullable Object result, Redactor redactor) {
    return result instanceof ResultValue.Err err
        ? Optional.of(GuestErrors.toException(call, err.error().orElseThrow(), redactor))
        : Optional.empty();
  }

  /** What it is called when something is wrong with a result. */
  default Outcome failed() {
    return Outcome.ERROR;
  }
}

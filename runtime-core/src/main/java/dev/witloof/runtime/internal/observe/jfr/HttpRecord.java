package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Http}. */
@Name("dev.witloof.Http")
@Label("Connector HTTP")
@Category({"Witloof", "Connectors"})
@Description("A request got its response, or failed")
@StackTrace(false)
final class HttpRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Method")
  @Nullable String method;

  @Label("Host")
  @Nullable String host;

  @Label("Status")
  int status;

  @Label("Failure")
  @Nullable String failure;

  @Label("Time to the response")
  @Timespan(Timespan.NANOSECONDS)
  long time;
}

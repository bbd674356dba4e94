package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Egress}. */
@Name("dev.witloof.Egress")
@Label("Connector Egress")
@Category({"Witloof", "Connectors"})
@Description("A request was let out or refused")
@StackTrace(false)
final class EgressRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Method")
  @Nullable String method;

  @Label("Scheme")
  @Nullable String scheme;

  @Label("Host")
  @Nullable String host;

  @Label("Port")
  int port;

  @Label("Address")
  @Nullable String address;

  @Label("Refusal")
  @Nullable String refusal;
}

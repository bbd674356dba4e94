package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Grant}. */
@Name("dev.witloof.Grant")
@Label("Connector Grant")
@Category({"Witloof", "Connectors"})
@Description("A capability was granted")
@StackTrace(false)
final class GrantRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Capability")
  @Nullable String capability;

  @Label("Value")
  @Nullable String value;

  @Label("Rule")
  @Nullable String rule;
}

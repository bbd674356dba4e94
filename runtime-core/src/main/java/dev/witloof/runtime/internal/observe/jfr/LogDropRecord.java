package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.LogDrop}. */
@Name("dev.witloof.LogDrop")
@Label("Connector Log Drop")
@Category({"Witloof", "Connectors"})
@Description("Log text was dropped")
@StackTrace(false)
final class LogDropRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Bytes")
  @DataAmount
  long bytes;
}

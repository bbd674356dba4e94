package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Call}. */
@Name("dev.witloof.Call")
@Label("Connector Call")
@Category({"Witloof", "Connectors"})
@Description("A call of a sandboxed connector")
@StackTrace(false)
@Threshold("10 ms")
final class CallRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Version")
  @Nullable String version;

  @Label("SHA-256")
  @Nullable String sha256;

  @Label("Function")
  @Nullable String function;

  @Label("Table")
  @Nullable String table;

  @Label("Outcome")
  @Nullable String outcome;

  @Label("Rows")
  long rows;

  @Label("Bytes")
  @DataAmount
  long bytes;

  @Label("Fuel")
  long fuel;

  @Label("Peak Memory")
  @DataAmount
  long peakMemory;
}

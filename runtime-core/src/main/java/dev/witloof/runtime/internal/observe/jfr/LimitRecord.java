package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Limit}. */
@Name("dev.witloof.Limit")
@Label("Connector Limit")
@Category({"Witloof", "Connectors"})
@Description("A call hit a limit, or was cancelled")
@StackTrace(false)
final class LimitRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Function")
  @Nullable String function;

  @Label("Table")
  @Nullable String table;

  @Label("Limit")
  @Nullable String limit;

  @Label("Budget")
  long budget;

  @Label("Used")
  long used;

  @Label("Decision")
  @Nullable String decision;
}

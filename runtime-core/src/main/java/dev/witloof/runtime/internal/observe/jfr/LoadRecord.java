package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Load}. */
@Name("dev.witloof.Load")
@Label("Connector Load")
@Category({"Witloof", "Connectors"})
@Description("A connector was loaded, or refused")
@StackTrace(false)
final class LoadRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Version")
  @Nullable String version;

  @Label("SHA-256")
  @Nullable String sha256;

  @Label("Loaded")
  boolean loaded;

  @Label("Problems")
  int problems;
}

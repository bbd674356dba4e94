package dev.witloof.runtime.internal.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code dev.witloof.Secret}. */
@Name("dev.witloof.Secret")
@Label("Connector Secret")
@Category({"Witloof", "Connectors"})
@Description("A guest was given the value of a secret")
@StackTrace(false)
final class SecretRecord extends Event {
  @Label("Connector")
  @Nullable String connector;

  @Label("Kind")
  @Nullable String kind;

  @Label("Name")
  @Nullable String secret;
}

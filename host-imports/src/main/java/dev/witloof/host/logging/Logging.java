package dev.witloof.host.logging;

import dev.witloof.component.HostInterface;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.LogSink.Level;
import java.util.Locale;

/** {@code wasi:logging/logging}. */
public final class Logging {
  /** Fuel for one line, on top of what its bytes cost: it is formatted and handed on. */
  private static final long LINE_FUEL = 2_000;

  private Logging() {}

  public static HostInterface logging() {
    return HostInterface.builder("wasi:logging/logging@0.1.0-draft")
        .function(
            "log",
            (call, args) -> {
              call.store().burn(LINE_FUEL);
              WasiState.of(call)
                  .log()
                  .log(
                      Level.valueOf(((String) args[0]).toUpperCase(Locale.ROOT)),
                      (String) args[1],
                      (String) args[2]);
              return null;
            })
        .build();
  }
}

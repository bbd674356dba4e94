package dev.witloof.host.logging;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.engine.HostFuel;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.LogSink.Level;

/** {@code wasi:logging/logging}. */
@WitInterface("wasi:logging/logging@0.1.0-draft")
public final class Logging {
  void log(HostCall call, Level level, String context, String message) {
    call.store().burn(HostFuel.LOG_LINE);
    WasiState state = WasiState.of(call);
    state.capabilities().used(Capability.LOG);
    state.logging().log(level, context, message);
  }
}

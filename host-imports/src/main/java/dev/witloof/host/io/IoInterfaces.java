package dev.witloof.host.io;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.engine.HostFuel;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import java.util.List;

/** {@code wasi:io/error} and {@code wasi:io/poll}. */
public final class IoInterfaces {
  private IoInterfaces() {}

  /** {@code wasi:io/error}. */
  @WitInterface(value = "wasi:io/error@0.2.0", resources = IoError.class)
  public static final class Errors {}

  /** {@code wasi:io/poll}. */
  @WitInterface(value = "wasi:io/poll@0.2.0", resources = Pollable.class)
  public static final class Poll {
    int[] poll(HostCall call, List<Pollable> pollables) {
      if (pollables.isEmpty()) {
        throw new Trap(Trap.Kind.HOST, "wasi:io/poll: poll was called with an empty list");
      }
      call.store().burn(pollables.size() * HostFuel.POLLABLE);
      return WasiState.of(call).wakeup().awaitSome(pollables, call.store());
    }
  }
}

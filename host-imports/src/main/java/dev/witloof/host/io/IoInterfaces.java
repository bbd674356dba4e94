package dev.witloof.host.io;

import dev.witloof.component.HostInterface;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import java.util.ArrayList;
import java.util.List;

/** {@code wasi:io/error} and {@code wasi:io/poll}. */
public final class IoInterfaces {
  private IoInterfaces() {}

  public static HostInterface error() {
    return HostInterface.builder("wasi:io/error@0.2.0")
        .resource("error", IoError.class)
        .function("[method]error.to-debug-string", (call, args) -> ((IoError) args[0]).message())
        .build();
  }

  public static HostInterface poll() {
    return HostInterface.builder("wasi:io/poll@0.2.0")
        .resource("pollable", Pollable.class)
        .function("[method]pollable.ready", (call, args) -> ((Pollable) args[0]).ready())
        .function(
            "[method]pollable.block",
            (call, args) -> {
              WasiState.of(call).wakeup().await((Pollable) args[0], call.store());
              return null;
            })
        .function(
            "poll",
            (call, args) -> {
              List<Pollable> pollables = pollables((List<?>) args[0]);
              call.store().burn(pollables.size());
              WasiState.of(call).wakeup().awaitAny(pollables, call.store());
              return readyIndices(pollables);
            })
        .build();
  }

  private static List<Pollable> pollables(List<?> handles) {
    if (handles.isEmpty()) {
      throw new Trap(Trap.Kind.HOST, "wasi:io/poll: poll was called with an empty list");
    }
    return handles.stream().map(Pollable.class::cast).toList();
  }

  private static List<Object> readyIndices(List<Pollable> pollables) {
    List<Object> ready = new ArrayList<>();
    for (int i = 0; i < pollables.size(); i++) {
      if (pollables.get(i).ready()) {
        ready.add((long) i);
      }
    }
    return ready;
  }
}

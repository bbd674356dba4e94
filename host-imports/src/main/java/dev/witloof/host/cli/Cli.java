package dev.witloof.host.cli;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import dev.witloof.host.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@code wasi:cli}. */
public final class Cli {
  private static final HostFunction NONE = (call, args) -> Optional.empty();

  private Cli() {}

  /** The granted variables; no arguments, no working directory. */
  public static HostInterface environment() {
    return HostInterface.builder("wasi:cli/environment@0.2.0")
        .function(
            "get-environment",
            (call, args) ->
                new TreeMap<>(WasiState.of(call).environment().env())
                    .entrySet().stream()
                        .map(entry -> (Object) List.of(entry.getKey(), entry.getValue()))
                        .toList())
        .function("get-arguments", (call, args) -> List.of())
        .function("initial-cwd", NONE)
        .build();
  }

  /** A connector has nothing to exit: the call traps, as it must not return. */
  public static HostInterface exit() {
    return HostInterface.builder("wasi:cli/exit@0.2.0")
        .function(
            "exit",
            (call, args) -> {
              throw new Trap(
                  Trap.Kind.HOST,
                  "the connector called exit with "
                      + (args[0] instanceof ResultValue.Ok ? "success" : "failure"));
            })
        .build();
  }

  public static HostInterface stdin() {
    return HostInterface.builder("wasi:cli/stdin@0.2.0")
        .function("get-stdin", (call, args) -> InputStream.closed())
        .build();
  }

  public static HostInterface stdout() {
    return HostInterface.builder("wasi:cli/stdout@0.2.0")
        .function("get-stdout", (call, args) -> WasiState.of(call).stdout())
        .build();
  }

  public static HostInterface stderr() {
    return HostInterface.builder("wasi:cli/stderr@0.2.0")
        .function("get-stderr", (call, args) -> WasiState.of(call).stderr())
        .build();
  }

  /** There is no terminal. */
  public static List<HostInterface> terminals() {
    return List.of(
        HostInterface.builder("wasi:cli/terminal-input@0.2.0")
            .resource("terminal-input", NoTerminal.class)
            .build(),
        HostInterface.builder("wasi:cli/terminal-output@0.2.0")
            .resource("terminal-output", NoTerminal.class)
            .build(),
        terminal("stdin"),
        terminal("stdout"),
        terminal("stderr"));
  }

  private static HostInterface terminal(String stream) {
    return HostInterface.builder("wasi:cli/terminal-" + stream + "@0.2.0")
        .function("get-terminal-" + stream, NONE)
        .build();
  }

  /** Of which there is no object. */
  private static final class NoTerminal {
    private NoTerminal() {}
  }
}

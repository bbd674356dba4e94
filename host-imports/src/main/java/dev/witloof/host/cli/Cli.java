package dev.witloof.host.cli;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.component.typed.WitResource;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code wasi:cli}. */
public final class Cli {
  private Cli() {}

  /** One object for each interface. */
  public static List<Object> all() {
    return List.of(
        new Environment(),
        new Exit(),
        new Stdin(),
        new Stdout(),
        new Stderr(),
        new TerminalInput(),
        new TerminalOutput(),
        new TerminalStdin(),
        new TerminalStdout(),
        new TerminalStderr());
  }

  /** The granted variables; no arguments, no working directory. */
  @WitInterface("wasi:cli/environment@0.2.0")
  public static final class Environment {
    List<Map.Entry<String, String>> getEnvironment(HostCall call) {
      WasiState state = WasiState.of(call);
      Map<String, String> env = new TreeMap<>(state.environment().env());
      env.keySet().forEach(state.secrets()::variable);
      return List.copyOf(env.entrySet());
    }

    List<String> getArguments() {
      return List.of();
    }

    Optional<String> initialCwd() {
      return Optional.empty();
    }
  }

  /** A connector has nothing to exit: the call traps, as it must not return. */
  @WitInterface("wasi:cli/exit@0.2.0")
  public static final class Exit {
    void exit(ResultValue status) {
      throw new Trap(
          Trap.Kind.HOST,
          "the connector called exit with "
              + (status instanceof ResultValue.Ok ? "success" : "failure"));
    }
  }

  @WitInterface("wasi:cli/stdin@0.2.0")
  private static final class Stdin {
    InputStream getStdin() {
      return InputStream.closed();
    }
  }

  @WitInterface("wasi:cli/stdout@0.2.0")
  private static final class Stdout {
    OutputStream getStdout(HostCall call) {
      return WasiState.of(call).stdout();
    }
  }

  @WitInterface("wasi:cli/stderr@0.2.0")
  private static final class Stderr {
    OutputStream getStderr(HostCall call) {
      return WasiState.of(call).stderr();
    }
  }

  /** There is no terminal: no object of these resources exists. */
  @WitInterface("wasi:cli/terminal-input@0.2.0")
  private static final class TerminalInput {
    @WitResource("terminal-input")
    private interface None {}
  }

  @WitInterface("wasi:cli/terminal-output@0.2.0")
  private static final class TerminalOutput {
    @WitResource("terminal-output")
    private interface None {}
  }

  @WitInterface("wasi:cli/terminal-stdin@0.2.0")
  private static final class TerminalStdin {
    Optional<TerminalInput.None> getTerminalStdin() {
      return Optional.empty();
    }
  }

  @WitInterface("wasi:cli/terminal-stdout@0.2.0")
  private static final class TerminalStdout {
    Optional<TerminalOutput.None> getTerminalStdout() {
      return Optional.empty();
    }
  }

  @WitInterface("wasi:cli/terminal-stderr@0.2.0")
  private static final class TerminalStderr {
    Optional<TerminalOutput.None> getTerminalStderr() {
      return Optional.empty();
    }
  }
}

package dev.witloof.host;

import dev.witloof.component.HostCall;
import dev.witloof.host.http.HttpSession;
import dev.witloof.host.io.Wakeup;
import dev.witloof.host.logging.LogGate;
import dev.witloof.host.logging.LoggedOutput;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink.Level;

/** What the host functions keep for one component instance. */
public final class WasiState implements AutoCloseable {
  private final HostEnvironment environment;
  private final Wakeup wakeup = new Wakeup();
  private final HostMemory memory = new HostMemory();
  private final LogGate log;
  private final LoggedOutput stdout;
  private final LoggedOutput stderr;
  private final HttpSession http;

  public WasiState(HostEnvironment environment) {
    this.environment = environment;
    this.log = new LogGate(environment, System::nanoTime);
    this.stdout = new LoggedOutput(log, Level.INFO, "stdout");
    this.stderr = new LoggedOutput(log, Level.WARN, "stderr");
    this.http = new HttpSession(environment, wakeup, memory, log);
  }

  /** The state of the instance that makes the call. */
  public static WasiState of(HostCall call) {
    return call.state(WasiState.class);
  }

  public HostEnvironment environment() {
    return environment;
  }

  public Wakeup wakeup() {
    return wakeup;
  }

  /** What bounds the memory that the host keeps for the instance. */
  public HostMemory memory() {
    return memory;
  }

  public LogGate log() {
    return log;
  }

  /** The one standard output, however many handles the guest has to it. */
  public LoggedOutput stdout() {
    return stdout;
  }

  public LoggedOutput stderr() {
    return stderr;
  }

  public HttpSession http() {
    return http;
  }

  @Override
  public void close() {
    http.close();
    stdout.close();
    stderr.close();
    log.close();
  }
}

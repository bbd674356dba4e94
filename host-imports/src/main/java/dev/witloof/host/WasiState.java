package dev.witloof.host;

import dev.witloof.component.HostCall;
import dev.witloof.host.http.HttpSession;
import dev.witloof.host.io.Wakeup;
import dev.witloof.host.logging.LogGate;
import dev.witloof.runtime.HostEnvironment;

/** What the host functions keep for one component instance. */
public final class WasiState implements AutoCloseable {
  private final HostEnvironment environment;
  private final Wakeup wakeup = new Wakeup();
  private final LogGate log;
  private final HttpSession http;

  public WasiState(HostEnvironment environment) {
    this.environment = environment;
    this.log = new LogGate(environment, System::nanoTime);
    this.http = new HttpSession(environment, wakeup);
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

  public LogGate log() {
    return log;
  }

  public HttpSession http() {
    return http;
  }

  @Override
  public void close() {
    http.close();
    log.close();
  }
}

package dev.witloof.host;

import dev.witloof.component.HostCall;
import dev.witloof.host.clocks.GuestTime;
import dev.witloof.host.http.HttpSession;
import dev.witloof.host.io.Wakeup;
import dev.witloof.host.logging.LogChannel;
import dev.witloof.host.logging.LogGate;
import dev.witloof.host.logging.LoggedOutput;
import dev.witloof.host.random.GuestRandom;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink.Level;
import dev.witloof.runtime.secret.Redactor;

/** What the host functions keep for one component instance. */
public final class WasiState implements AutoCloseable {
  private final HostEnvironment environment;
  private final GuestTime time;
  private final GuestRandom random;
  private final SecretUses secrets;
  private final CapabilityUses capabilities;
  private final Wakeup wakeup;
  private final HostMemory memory = new HostMemory();
  private final LogGate log;
  private final LogChannel logging;
  private final LoggedOutput stdout;
  private final LoggedOutput stderr;
  private final HttpSession http;

  public WasiState(HostEnvironment environment) {
    this.environment = environment;
    this.time = new GuestTime(environment.reproducibility().clock());
    this.random = new GuestRandom(environment.reproducibility().seed());
    this.secrets = new SecretUses(environment);
    this.capabilities = new CapabilityUses(environment);
    this.wakeup = new Wakeup(time);
    this.log = new LogGate(environment, System::nanoTime);
    this.logging = new LogChannel(log, environment.secrets().redactor());
    this.stdout = output(Level.INFO, "stdout");
    this.stderr = output(Level.WARN, "stderr");
    this.http = new HttpSession(environment, wakeup, memory, log);
  }

  private LoggedOutput output(Level level, String name) {
    Redactor redactor = environment.secrets().redactor();
    return new LoggedOutput(new LogChannel(log, redactor), redactor, level, name);
  }

  /** The state of the instance that makes the call. */
  public static WasiState of(HostCall call) {
    return call.state(WasiState.class);
  }

  public HostEnvironment environment() {
    return environment;
  }

  /** What its clocks tell. */
  public GuestTime time() {
    return time;
  }

  public GuestRandom random() {
    return random;
  }

  /** Where it is told which secrets the guest is given. */
  public SecretUses secrets() {
    return secrets;
  }

  /** Where it is told what the guest uses of what it was granted. */
  public CapabilityUses capabilities() {
    return capabilities;
  }

  public Wakeup wakeup() {
    return wakeup;
  }

  /** What bounds the memory that the host keeps for the instance. */
  public HostMemory memory() {
    return memory;
  }

  /** For what the host says about the instance. */
  public LogGate log() {
    return log;
  }

  /** For {@code wasi:logging}. */
  public LogChannel logging() {
    return logging;
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
    logging.close();
    log.close();
  }
}

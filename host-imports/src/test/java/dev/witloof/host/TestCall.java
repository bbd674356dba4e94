package dev.witloof.host;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostInterface;
import dev.witloof.component.WitWorld;
import dev.witloof.connector.HttpRule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Store;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls host functions as a guest would, with real budgets. */
public final class TestCall implements HostCall, AutoCloseable {
  /** What bodies may come to, each way. */
  public static final int BODY_BYTES = 16 << 20;

  private final Store store;
  private final WasiState state;
  private final List<LogSink.LogLine> lines;
  private final List<ConnectorEvent> events;

  private TestCall(
      Store store, WasiState state, List<LogSink.LogLine> lines, List<ConnectorEvent> events) {
    this.store = store;
    this.state = state;
    this.lines = lines;
    this.events = events;
  }

  public static TestCall granting(String... httpRules) {
    return new Setup(List.of(httpRules), Optional.empty(), Duration.ofSeconds(20)).open();
  }

  /**
   * What a test may vary.
   *
   * @param http empty for the network
   */
  public record Setup(
      List<String> httpRules,
      Optional<HttpMode> http,
      Duration deadline,
      ConnectorUsage usage,
      GuestSecrets secrets) {
    public Setup(List<String> httpRules, Optional<HttpMode> http, Duration deadline) {
      this(httpRules, http, deadline, new ConnectorUsage());
    }

    public Setup(
        List<String> httpRules, Optional<HttpMode> http, Duration deadline, ConnectorUsage usage) {
      this(httpRules, http, deadline, usage, GuestSecrets.NONE);
    }

    public TestCall open() {
      List<LogSink.LogLine> lines = new ArrayList<>();
      List<ConnectorEvent> events = new CopyOnWriteArrayList<>();
      HostEnvironment environment =
          new HostEnvironment(
              new ConnectorIdentity("test", Optional.of("1.0.0"), "0".repeat(64)),
              Set.of(Capability.values()),
              httpRules.stream().map(HttpRule::parse).toList(),
              Map.of("TOKEN", "secret", "A", "b"),
              Map.of("start", "2018", "end", ""),
              lines::add,
              http.orElse(HttpMode.LIVE),
              new HttpLimits(2, BODY_BYTES, BODY_BYTES),
              10_000,
              usage,
              events::add,
              secrets,
              Reproducibility.NONE);
      return of(environment, lines, events, deadline);
    }
  }

  /** Calls for an instance of any environment. */
  public static TestCall of(
      HostEnvironment environment, List<LogSink.LogLine> lines, Duration deadline) {
    return of(environment, lines, List.of(), deadline);
  }

  private static TestCall of(
      HostEnvironment environment,
      List<LogSink.LogLine> lines,
      List<ConnectorEvent> events,
      Duration deadline) {
    Store store = Engines.create(Engine.Mode.INTERPRETER).newStore(1 << 20);
    store.enter(new CallLimits(100_000_000, deadline, 1 << 20));
    return new TestCall(store, new WasiState(environment), lines, events);
  }

  /** An interface that is a Java object, as the runtime sees it. */
  public static HostInterface provided(Object implementation) {
    return HostInterface.of(WasiHostImports.hostWorld(), implementation);
  }

  public Object call(Object implementation, String function, Object... arguments) {
    return call(provided(implementation), function, arguments);
  }

  public Object call(HostInterface target, String function, Object... arguments) {
    return target.functions().get(function).call(this, arguments);
  }

  /** The world of all that host imports may provide. */
  public static WitWorld world() {
    return WasiHostImports.hostWorld();
  }

  /** Ends the guest's call and begins another one. */
  public void next(Duration deadline) {
    store.exit();
    store.enter(new CallLimits(100_000_000, deadline, 1 << 20));
  }

  public HostEnvironment environment() {
    return state.environment();
  }

  /** What the listener has heard. */
  public List<ConnectorEvent> events() {
    return events;
  }

  /** Bytes that the host keeps for the guest. */
  public long memoryUsed() {
    return state.memory().used();
  }

  public List<LogSink.LogLine> lines() {
    return lines;
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public <T> T state(Class<T> type) {
    return type.cast(state);
  }

  @Override
  public void close() {
    state.close();
  }
}

package dev.witloof.benchmarks;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostInterface;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.HttpRule;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Store;
import dev.witloof.host.WasiHostImports;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.event.ConnectorListener;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls the functions of wasi:http in the order in which guests' bindings do. */
final class HostRequests implements HostCall, AutoCloseable {
  private static final long PART = 64 << 10;

  private final HostInterface types;
  private final HostInterface handler;
  private final HostInterface streams;
  private final HostInterface poll;
  private final ConnectorUsage usage = new ConnectorUsage();
  private final Store store = Engines.create(Engine.Mode.INTERPRETER).newStore(1 << 20);
  private final WasiState state;
  private final String authority;

  HostRequests(String authority) {
    this.authority = authority;
    this.state =
        new WasiState(
            new HostEnvironment(
                new ConnectorIdentity("benchmark", Optional.empty(), "0".repeat(64)),
                Set.of(Capability.HTTP),
                List.of(HttpRule.parse("GET http://127.0.0.1:*/items")),
                Map.of(),
                Map.of(),
                line -> {},
                HttpMode.LIVE,
                new HttpLimits(100, 1 << 20, 1 << 20),
                1 << 20,
                usage,
                ConnectorListener.none(),
                GuestSecrets.NONE,
                Reproducibility.NONE));
    List<HostInterface> all = new WasiHostImports().interfaces();
    types = named(all, "wasi:http/types");
    handler = named(all, "wasi:http/outgoing-handler");
    streams = named(all, "wasi:io/streams");
    poll = named(all, "wasi:io/poll");
    store.enter(new CallLimits(Long.MAX_VALUE / 2, Duration.ofHours(1), 1 << 20));
  }

  private static HostInterface named(List<HostInterface> all, String name) {
    return all.stream().filter(one -> one.name().startsWith(name)).findFirst().orElseThrow();
  }

  /** Bytes of the answer to a GET request. */
  long get(String path) {
    Object fields = types("[constructor]fields");
    ok(
        types(
            "[method]fields.append",
            fields,
            "Accept",
            "application/json".getBytes(StandardCharsets.US_ASCII)));
    Object request = types("[constructor]outgoing-request", fields);
    ok(types("[method]outgoing-request.set-scheme", request, Optional.of(VariantValue.of("HTTP"))));
    ok(types("[method]outgoing-request.set-authority", request, Optional.of(authority)));
    ok(types("[method]outgoing-request.set-path-with-query", request, Optional.of(path)));
    Object future = ok(call(handler, "handle", request, Optional.empty()));
    await(types("[method]future-incoming-response.subscribe", future));
    Object got = types("[method]future-incoming-response.get", future);
    Object response = ok(ok(((Optional<?>) got).orElseThrow()));
    Object body = ok(types("[method]incoming-response.consume", response));
    Object stream = ok(types("[method]incoming-body.stream", body));
    long bytes = 0;
    Object part = read(stream);
    while (part instanceof ResultValue.Ok) {
      bytes += ((byte[]) ok(part)).length;
      part = read(stream);
    }
    drop(streams.resources().get("input-stream"), stream);
    types("[static]incoming-body.finish", body);
    return bytes;
  }

  private static <T> void drop(HostResource<T> resource, Object handle) {
    resource.onDrop().ifPresent(listener -> listener.accept(resource.type().cast(handle)));
  }

  private Object read(Object stream) {
    return call(streams, "[method]input-stream.blocking-read", stream, PART);
  }

  private void await(Object pollable) {
    call(poll, "poll", List.of(pollable));
  }

  private Object types(String function, Object... arguments) {
    return call(types, function, arguments);
  }

  private Object call(HostInterface target, String function, Object... arguments) {
    return target.functions().get(function).call(this, arguments);
  }

  private static Object ok(Object result) {
    if (result instanceof ResultValue.Ok ok) {
      return ok.value().orElse("");
    }
    throw new IllegalStateException("the host function failed: " + result);
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
    usage.close();
  }
}

package dev.witloof.host.config;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.Capability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code wasi:config/store}: the connector's configuration, read-only. */
@WitInterface("wasi:config/store@0.2.0-rc.1")
public final class ConfigStore {
  Optional<String> get(HostCall call, String key) {
    Optional<String> value = Optional.ofNullable(config(call).get(key));
    value.ifPresent(given -> WasiState.of(call).secrets().setting(key));
    return value;
  }

  List<Map.Entry<String, String>> getAll(HostCall call) {
    Map<String, String> all = new TreeMap<>(config(call));
    all.keySet().forEach(WasiState.of(call).secrets()::setting);
    return List.copyOf(all.entrySet());
  }

  private static Map<String, String> config(HostCall call) {
    WasiState state = WasiState.of(call);
    state.capabilities().used(Capability.CONFIG);
    return state.environment().config();
  }
}

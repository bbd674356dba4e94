package dev.witloof.host.config;

import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.host.WasiState;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@code wasi:config/store}: the connector's configuration, read-only. */
public final class ConfigStore {
  private ConfigStore() {}

  public static HostInterface store() {
    return HostInterface.builder("wasi:config/store@0.2.0-rc.1")
        .function(
            "get",
            (call, args) ->
                ResultValue.ok(
                    Optional.ofNullable(
                        WasiState.of(call).environment().config().get((String) args[0]))))
        .function(
            "get-all",
            (call, args) ->
                ResultValue.ok(
                    new TreeMap<>(WasiState.of(call).environment().config())
                        .entrySet().stream()
                            .map(entry -> (Object) List.of(entry.getKey(), entry.getValue()))
                            .toList()))
        .build();
  }
}

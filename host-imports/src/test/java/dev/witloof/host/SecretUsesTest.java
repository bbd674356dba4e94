package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.host.cli.Cli;
import dev.witloof.host.config.ConfigStore;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
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
import org.junit.jupiter.api.Test;

class SecretUsesTest {
  private static final ConnectorIdentity TEST =
      new ConnectorIdentity("test", Optional.of("1.0.0"), "0".repeat(64));

  private final List<ConnectorEvent> events = new ArrayList<>();

  private TestCall call() {
    Map<String, String> env = Map.of("TOKEN", "secret");
    Map<String, String> config = Map.of("user", "me", "password", "hunter2!");
    HostEnvironment environment =
        new HostEnvironment(
            TEST,
            Set.of(),
            List.of(),
            env,
            config,
            LogSink.discard(),
            HttpMode.LIVE,
            new HttpLimits(2, 1 << 20, 1 << 20),
            10_000,
            new ConnectorUsage(),
            events::add,
            GuestSecrets.of(env, config, Set.of("password", "absent"), Map.of()),
            Reproducibility.NONE);
    return TestCall.of(environment, new ArrayList<>(), Duration.ofSeconds(20));
  }

  @Test
  void eachUseIsToldOnceAnInstance() {
    try (TestCall call = call()) {
      call.call(new Cli.Environment(), "get-environment");
      call.call(new Cli.Environment(), "get-environment");
      call.call(new ConfigStore(), "get", "user");
      call.call(new ConfigStore(), "get", "absent");
      assertEquals(List.of(new SecretUsed(TEST, "env", "TOKEN")), events);
      call.call(new ConfigStore(), "get", "password");
      call.call(new ConfigStore(), "get-all");
      assertEquals(2, events.size());
      assertEquals(new SecretUsed(TEST, "config", "password"), events.get(1));
    }
    try (TestCall call = call()) {
      call.call(new ConfigStore(), "get-all");
      assertEquals(3, events.size());
    }
  }
}

package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.host.clocks.MonotonicClock;
import dev.witloof.host.clocks.WallClock;
import dev.witloof.host.config.ConfigStore;
import dev.witloof.host.random.Randoms;
import dev.witloof.runtime.Capability;
import dev.witloof.runtime.ConnectorUsage;
import dev.witloof.runtime.HostEnvironment;
import dev.witloof.runtime.LogSink;
import dev.witloof.runtime.Reproducibility;
import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.CapabilityUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import dev.witloof.runtime.http.HttpLimits;
import dev.witloof.runtime.http.HttpMode;
import dev.witloof.runtime.secret.GuestSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityUsesTest {
  private static final ConnectorIdentity TEST =
      new ConnectorIdentity("test", Optional.of("1.0.0"), "0".repeat(64));

  private final List<ConnectorEvent> events = new ArrayList<>();

  private TestCall call(Set<Capability> granted) {
    HostEnvironment environment =
        new HostEnvironment(
            TEST,
            granted,
            List.of(),
            Map.of(),
            Map.of("user", "me"),
            LogSink.discard(),
            HttpMode.LIVE,
            new HttpLimits(2, 1 << 20, 1 << 20),
            10_000,
            new ConnectorUsage(),
            events::add,
            GuestSecrets.NONE,
            Reproducibility.NONE);
    return TestCall.of(environment, new ArrayList<>(), Duration.ofSeconds(20));
  }

  @Test
  void eachUseIsToldOnceAnInstance() {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    try (TestCall call = call(all)) {
      assertEquals(List.of(), events);
      call.call(new WallClock(), "now");
      call.call(new MonotonicClock(), "now");
      call.call(new ConfigStore(), "get", "user");
      call.call(new ConfigStore(), "get-all");
      call.call(new Randoms.Secure(), "get-random-u64");
      call.call(new Randoms.Insecure(), "get-insecure-random-bytes", 4L);
    }
    assertEquals(
        List.of(
            new CapabilityUsed(TEST, Capability.CLOCK),
            new CapabilityUsed(TEST, Capability.CONFIG),
            new CapabilityUsed(TEST, Capability.RANDOM)),
        events);
    try (TestCall call = call(all)) {
      call.call(new WallClock(), "now");
    }
    assertEquals(4, events.size());
  }

  /** Random numbers are there for everybody: language runtimes want them. */
  @Test
  void whatWasNotGrantedIsNotUsed() {
    try (TestCall call = call(Set.of())) {
      call.call(new Randoms.Secure(), "get-random-u64");
    }
    assertEquals(List.of(), events);
  }
}

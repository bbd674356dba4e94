package dev.witloof.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.HostInterface;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.host.cli.Cli;
import dev.witloof.host.clocks.MonotonicClock;
import dev.witloof.host.clocks.WallClock;
import dev.witloof.host.config.ConfigStore;
import dev.witloof.host.io.IoInterfaces;
import dev.witloof.host.io.Pollable;
import dev.witloof.host.random.Randoms;
import dev.witloof.runtime.ImportClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterfacesTest {
  private final TestCall call = TestCall.granting();

  @Test
  void theEnvironmentIsTheGrantedOne() {
    assertEquals(
        List.of(List.of("A", "b"), List.of("TOKEN", "secret")),
        call.call(new Cli.Environment(), "get-environment"));
    assertEquals(List.of(), call.call(new Cli.Environment(), "get-arguments"));
    assertEquals(Optional.empty(), call.call(new Cli.Environment(), "initial-cwd"));
  }

  @Test
  void exitTraps() {
    Trap trap =
        assertThrows(Trap.class, () -> call.call(new Cli.Exit(), "exit", ResultValue.err()));
    assertEquals("the connector called exit with failure", trap.getMessage());
  }

  @Test
  void configurationIsReadOnlyAndComplete() {
    assertEquals(ResultValue.ok(Optional.of("2018")), call.call(new ConfigStore(), "get", "start"));
    assertEquals(ResultValue.ok(Optional.empty()), call.call(new ConfigStore(), "get", "absent"));
    assertEquals(
        ResultValue.ok(List.of(List.of("end", ""), List.of("start", "2018"))),
        call.call(new ConfigStore(), "get-all"));
  }

  @Test
  void clocksGoForward() {
    long first = (Long) call.call(new MonotonicClock(), "now");
    long second = (Long) call.call(new MonotonicClock(), "now");
    assertTrue(first >= 0 && second >= first);
    RecordValue now = (RecordValue) call.call(new WallClock(), "now");
    assertTrue((Long) now.get("seconds") > 1_700_000_000L);
    assertTrue((Long) now.get("nanoseconds") < 1_000_000_000L);
  }

  @Test
  void aTimerIsWaitedForAndOneThatNeverComesEndsAtTheDeadline() {
    Object soon = call.call(new MonotonicClock(), "subscribe-duration", 1_000_000L);
    call.call(new IoInterfaces.Poll(), "[method]pollable.block", soon);
    assertTrue(((Pollable) soon).ready());

    TestCall brief = new TestCall.Setup(List.of(), Optional.empty(), Duration.ofMillis(50)).open();
    Object never = brief.call(new MonotonicClock(), "subscribe-duration", -1L);
    LimitExceeded limit =
        assertThrows(
            LimitExceeded.class, () -> brief.call(new IoInterfaces.Poll(), "poll", List.of(never)));
    assertEquals(LimitExceeded.Limit.DEADLINE, limit.limit());
  }

  @Test
  void pollTellsWhichAreReadyAndNotNone() {
    Object never = call.call(new MonotonicClock(), "subscribe-duration", -1L);
    assertEquals(
        List.of(1L), call.call(new IoInterfaces.Poll(), "poll", List.of(never, Pollable.always())));
    assertThrows(Trap.class, () -> call.call(new IoInterfaces.Poll(), "poll", List.of()));
  }

  @Test
  void randomBytesAreCapped() {
    byte[] one = (byte[]) call.call(new Randoms.Secure(), "get-random-bytes", 32L);
    byte[] other = (byte[]) call.call(new Randoms.Secure(), "get-random-bytes", 32L);
    assertEquals(32, one.length);
    assertThrows(AssertionError.class, () -> assertArrayEquals(one, other));
    assertThrows(Trap.class, () -> call.call(new Randoms.Secure(), "get-random-bytes", 1L << 30));
    assertThrows(
        Trap.class, () -> call.call(new Randoms.Insecure(), "get-insecure-random-bytes", -1L));
  }

  @Test
  void everyInterfaceIsClassified() {
    WasiHostImports imports = new WasiHostImports();
    for (HostInterface provided : imports.interfaces()) {
      ImportClass known = imports.classify(provided.name());
      assertTrue(!(known instanceof ImportClass.Unknown), provided.name());
    }
    assertInstanceOf(ImportClass.Unknown.class, imports.classify("wasi:nn/tensor@0.2.0"));
    assertInstanceOf(ImportClass.Unknown.class, imports.classify("evil:io/streams@0.2.0"));
    assertInstanceOf(ImportClass.Inert.class, imports.classify("wasi:filesystem/types@0.2.12"));
  }

  @Test
  void filesystemHasNoDirectoryAndSocketsSayNo() {
    HostInterface preopens = provided("wasi:filesystem/preopens@0.2.0");
    assertEquals(List.of(), call.call(preopens, "get-directories"));
    HostInterface tcp = provided("wasi:sockets/tcp-create-socket@0.2.0");
    assertEquals(ResultValue.err("access-denied"), call.call(tcp, "create-tcp-socket", "ipv4"));
  }

  private static HostInterface provided(String name) {
    return new WasiHostImports()
        .interfaces().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
  }
}

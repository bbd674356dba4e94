package dev.witloof.component;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Trap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The fixtures of {@code abi/}: linked once, instantiated for each test. */
final class AbiGuest {
  static final CallLimits LIMITS = new CallLimits(2_000_000, Duration.ofSeconds(30), 16 << 20);
  static final String THINGS = "test:host/things@0.1.0";

  /** The host's resource. */
  record Thing(long n, Seen seen) {}

  /** What the host functions see of a test. */
  static final class Seen {
    final List<Thing> dropped = new ArrayList<>();
    final List<String> echoed = new ArrayList<>();

    /** The number of the thing that a guest may not drop, if there is one. */
    Optional<Long> needed = Optional.empty();

    /** What every other thing of {@code make-things} is replaced by, if anything. */
    Optional<Object> intruder = Optional.empty();

    private void dropping(Thing thing) {
      if (needed.equals(Optional.of(thing.n()))) {
        throw new Trap(Trap.Kind.HOST, "thing " + thing.n() + " is needed");
      }
    }

    private List<Object> make(Object count) {
      return LongStream.range(0, (Long) count)
          .mapToObj(n -> n % 2 == 0 ? new Thing(n, this) : intruder.orElse(new Thing(n, this)))
          .toList();
    }
  }

  private static final Map<Engine.Mode, LinkedComponent> GUESTS =
      new EnumMap<>(
          Map.of(
              Engine.Mode.COMPILER, link(Engine.Mode.COMPILER, "guest"),
              Engine.Mode.INTERPRETER, link(Engine.Mode.INTERPRETER, "guest")));

  private AbiGuest() {}

  static byte[] fixture(String name) {
    try (InputStream in = AbiGuest.class.getResourceAsStream("/abi/" + name + ".wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WitWorld world() {
    return WitWorld.read(fixture("host"), "host");
  }

  static LinkedComponent link(String fixture) {
    return link(Engine.Mode.COMPILER, fixture);
  }

  private static LinkedComponent link(Engine.Mode mode, String fixture) {
    return new Linker(Engines.create(mode), world())
        .define(things())
        .link(Component.read(fixture(fixture)));
  }

  static InstanceConfig config(Seen seen) {
    return new InstanceConfig(16 << 20, 20, LIMITS, List.of(seen));
  }

  static ComponentInstance instance() {
    return instance(new Seen());
  }

  static ComponentInstance instance(Seen seen) {
    return instance(Engine.Mode.COMPILER, seen);
  }

  static ComponentInstance instance(Engine.Mode mode, Seen seen) {
    return GUESTS.get(mode).instantiate(config(seen));
  }

  static HostInterface things() {
    return HostInterface.builder(THINGS)
        .resource(
            "thing",
            Thing.class,
            thing -> thing.seen().dropped.add(thing),
            thing -> thing.seen().dropping(thing))
        .function(
            "[constructor]thing",
            (call, arguments) -> new Thing((Long) arguments[0], call.state(Seen.class)))
        .function("[method]thing.get", (call, arguments) -> ((Thing) arguments[0]).n())
        .function("consume", (call, arguments) -> ((Thing) arguments[0]).n())
        .function("consume-named", (call, arguments) -> null)
        .function(
            "echo",
            (call, arguments) -> {
              call.state(Seen.class).echoed.add((String) arguments[0]);
              return arguments[0];
            })
        .function(
            "fail",
            (call, arguments) -> {
              throw new UnsupportedOperationException("not today");
            })
        .function("make-things", (call, arguments) -> call.state(Seen.class).make(arguments[0]))
        .function("wrong", (call, arguments) -> "no number")
        .build();
  }
}

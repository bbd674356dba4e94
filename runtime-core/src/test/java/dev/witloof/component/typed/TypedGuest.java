package dev.witloof.component.typed;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.HostCall;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.component.typed.Shapes.Point;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The fixtures of {@code typed/}. */
final class TypedGuest {
  static final CallLimits LIMITS = fuel(2_000_000);
  static final Engine ENGINE = Engines.create(Engine.Mode.COMPILER);

  private TypedGuest() {}

  static CallLimits fuel(long fuel) {
    return new CallLimits(fuel, Duration.ofSeconds(30), 16 << 20);
  }

  static byte[] fixture(String name) {
    try (InputStream in = TypedGuest.class.getResourceAsStream("/typed/" + name + ".wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WitWorld world() {
    return WitWorld.read(fixture("shapes"), "host");
  }

  static Component forward() {
    return Component.read(fixture("forward"));
  }

  static LinkedComponent linked(Object host) {
    return new Linker(ENGINE, world()).implement(host).link(forward());
  }

  static ComponentInstance instance(Object host, Shapes.Dropped dropped) {
    return linked(host).instantiate(config(dropped));
  }

  static InstanceConfig config(Object state) {
    return new InstanceConfig(1 << 20, 20, LIMITS, List.of(state));
  }

  /** A call from outside of any instance. */
  static HostCall call(Object state) {
    return new HostCall() {
      @Override
      public Store store() {
        return ENGINE.newStore(1);
      }

      @Override
      public <T> T state(Class<T> type) {
        return type.cast(state);
      }
    };
  }

  /** A host that does what it is told to in {@code move}, and nothing else. */
  static Object broken(UnaryOperator<Point> move) {
    return new Broken(move);
  }

  @WitInterface(value = "test:typed/shapes@0.1.4", resources = Shapes.Counter.class)
  private record Broken(UnaryOperator<Point> body) {
    Point move(Point point, int dx) {
      return body.apply(point);
    }

    Object grow(Object shape) {
      return shape;
    }

    List<Object> raise(String level, Set<String> modes) {
      return List.of(level, modes);
    }

    Optional<Object> first(List<Object> values) {
      return values.stream().findFirst();
    }

    byte[] reverse(byte[] bytes) {
      return bytes;
    }

    long divide(long a, long b) {
      return a;
    }

    void check(boolean ok) {}

    Optional<Object> nested(byte n) {
      return Optional.empty();
    }
  }
}

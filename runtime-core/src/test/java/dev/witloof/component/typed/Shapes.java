package dev.witloof.component.typed;

import dev.witloof.component.HostCall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code shapes.wit} as a host author writes it. */
@WitInterface("test:typed/shapes@0.1.0")
final class Shapes {
  record Point(int x, int y, @WitName("the-label") String label) {}

  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Named(String name) implements Shape {}

    record Nothing() implements Shape {}
  }

  enum Level {
    LOW,
    VERY_HIGH
  }

  enum Mode {
    READ,
    WRITE_ALL
  }

  /** An error with a payload. */
  static final class DivideException extends Exception implements WitError<String> {
    private static final long serialVersionUID = 1L;

    DivideException(String message) {
      super(message);
    }

    @Override
    public String error() {
      return String.valueOf(getMessage());
    }
  }

  sealed interface Answer {
    record Ok(byte value) implements Answer {}

    record Err(Level level) implements Answer {}
  }

  /** What a test gives to an instance: how often counters were dropped. */
  static final class Dropped {
    final List<Long> totals = new ArrayList<>();
  }

  @WitResource("counter")
  static final class Counter implements AutoCloseable {
    private final Dropped dropped;
    private long total;

    Counter(HostCall call, long start) {
      dropped = call.state(Dropped.class);
      total = start;
    }

    long add(HostCall call, int n) {
      total += n;
      return total;
    }

    static Counter merge(Counter into, Counter other) {
      into.total += other.total;
      return into;
    }

    @Override
    public void close() {
      dropped.totals.add(total);
    }
  }

  Point move(Point point, int dx) {
    return new Point(point.x() + dx, point.y(), point.label() + "!");
  }

  Shape grow(Shape shape) {
    if (shape instanceof Shape.Circle circle) {
      return new Shape.Circle(2 * circle.radius());
    }
    return shape instanceof Shape.Named named ? new Shape.Named(named.name().repeat(2)) : shape;
  }

  Map.Entry<Level, Set<Mode>> raise(Level level, EnumSet<Mode> modes) {
    return Map.entry(level == Level.LOW ? Level.VERY_HIGH : Level.LOW, EnumSet.complementOf(modes));
  }

  Optional<Long> first(int[] values) {
    return values.length == 0 ? Optional.empty() : Optional.of(Integer.toUnsignedLong(values[0]));
  }

  byte[] reverse(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  long divide(long a, long b) throws DivideException {
    if (b == 0) {
      throw new DivideException("by zero");
    }
    return Long.divideUnsigned(a, b);
  }

  void check(boolean ok) throws WitFailure {
    if (!ok) {
      throw new WitFailure();
    }
  }

  Optional<Answer> nested(int n) {
    return switch (n) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Answer.Err(Level.VERY_HIGH));
      default -> Optional.of(new Answer.Ok((byte) n));
    };
  }
}

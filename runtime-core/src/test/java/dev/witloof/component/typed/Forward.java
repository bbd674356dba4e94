package dev.witloof.component.typed;

import dev.witloof.component.typed.Shapes.Answer;
import dev.witloof.component.typed.Shapes.Counter;
import dev.witloof.component.typed.Shapes.Level;
import dev.witloof.component.typed.Shapes.Mode;
import dev.witloof.component.typed.Shapes.Point;
import dev.witloof.component.typed.Shapes.Shape;
import dev.witloof.engine.CallLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code forward.wat} exports. */
@WitInterface("test:typed/forward@0.1.0")
interface Forward {
  long count(long a, int b);

  Counter same(Counter counter);

  Point move(CallLimits limits, Point point, int dx);

  Shape grow(Shape shape);

  Map.Entry<Level, Set<Mode>> raise(Level level, Set<Mode> modes);

  Optional<Integer> first(List<Long> values);

  @WitName("reverse")
  byte[] backwards(byte[] bytes);

  long divide(long a, long b) throws Shapes.DivideException;

  void check(boolean ok) throws WitFailure;

  Optional<Answer> nested(byte n);
}

package dev.witloof.component.typed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.ComponentInstance;
import dev.witloof.component.typed.Shapes.Answer;
import dev.witloof.component.typed.Shapes.Level;
import dev.witloof.component.typed.Shapes.Mode;
import dev.witloof.component.typed.Shapes.Point;
import dev.witloof.component.typed.Shapes.Shape;
import dev.witloof.component.value.RecordValue;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Java values through a guest and a typed host, and back. */
class TypedCallsTest {
  private final Shapes.Dropped dropped = new Shapes.Dropped();
  private final ComponentInstance instance = TypedGuest.instance(new Shapes(), dropped);
  private final Forward guest = instance.bind(Forward.class, TypedGuest.LIMITS);

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void recordsCross() {
    assertEquals(new Point(4, -2, "hö!"), guest.move(TypedGuest.LIMITS, new Point(1, -2, "hö"), 3));
  }

  @Test
  void variantsCross() {
    assertEquals(new Shape.Circle(3), guest.grow(new Shape.Circle(1.5)));
    assertEquals(new Shape.Named("abab"), guest.grow(new Shape.Named("ab")));
    assertEquals(new Shape.Nothing(), guest.grow(new Shape.Nothing()));
  }

  @Test
  void enumsAndFlagsCross() {
    assertEquals(
        Map.entry(Level.VERY_HIGH, Set.of(Mode.WRITE_ALL)),
        guest.raise(Level.LOW, EnumSet.of(Mode.READ)));
    assertEquals(
        Map.entry(Level.LOW, Set.of(Mode.READ, Mode.WRITE_ALL)),
        guest.raise(Level.VERY_HIGH, Set.of()));
  }

  @Test
  void unsignedNumbersKeepTheirBits() throws Exception {
    assertEquals(Optional.of(-1), guest.first(List.of(0xFFFF_FFFFL, 2L)));
    assertEquals(Optional.empty(), guest.first(List.of()));
    assertEquals(Long.MAX_VALUE, guest.divide(-1L, 2));
    assertEquals(Optional.of(new Answer.Ok((byte) 200)), guest.nested((byte) 200));
  }

  @Test
  void bytesCross() {
    assertArrayEquals(new byte[] {3, 2, -1}, guest.backwards(new byte[] {-1, 2, 3}));
  }

  @Test
  void errorsAreExceptions() throws Exception {
    Shapes.DivideException error =
        assertThrows(Shapes.DivideException.class, () -> guest.divide(1, 0));
    assertEquals("by zero", error.error());
    guest.check(true);
    WitFailure failure = assertThrows(WitFailure.class, () -> guest.check(false));
    assertEquals("check answered with an error", failure.getMessage());
  }

  @Test
  void resultsWithinValuesAreSealedInterfaces() {
    assertEquals(Optional.empty(), guest.nested((byte) 0));
    assertEquals(Optional.of(new Answer.Err(Level.VERY_HIGH)), guest.nested((byte) 1));
  }

  @Test
  void resourcesAreMadeLentGivenAwayAndClosed() {
    assertEquals(230, guest.count(10, 20));
    assertEquals(List.of(20L, 230L), dropped.totals);
  }

  @Test
  void hostObjectsComeBackAsTheyWent() {
    Shapes.Counter counter = new Shapes.Counter(TypedGuest.call(dropped), 7);
    assertEquals(counter, guest.same(counter));
    assertEquals(List.of(), dropped.totals);
  }

  @Test
  void limitsOfACallAreItsFirstArgument() {
    assertThrows(
        LimitExceeded.class, () -> guest.move(TypedGuest.fuel(10), new Point(1, 2, "spent"), 3));
  }

  @Test
  void nullIsNoValue() {
    IllegalArgumentException field =
        assertThrows(
            IllegalArgumentException.class,
            () -> guest.move(TypedGuest.LIMITS, new Point(1, 2, null), 3));
    assertEquals("parameter p: the record lacks the field 'the-label'", field.getMessage());
  }

  @Test
  void whatAHostThrowsIsATrapThatNamesTheFunction() {
    Object broken =
        TypedGuest.broken(
            point -> {
              throw new UnsupportedOperationException("not today");
            });
    try (ComponentInstance other = TypedGuest.instance(broken, dropped)) {
      Forward forward = other.bind(Forward.class, TypedGuest.LIMITS);
      Trap trap =
          assertThrows(Trap.class, () -> forward.move(TypedGuest.LIMITS, new Point(1, 2, ""), 3));
      assertTrue(
          trap.getMessage().contains("test:typed/shapes@0.1.0#move failed")
              && trap.getMessage().contains("not today"),
          trap.getMessage());
    }
  }

  @Test
  void dynamicAndTypedCallsMeet() {
    RecordValue point = new RecordValue(Map.of("x", 1, "y", 2, "the-label", "p"));
    RecordValue moved =
        (RecordValue)
            instance.export("test:typed/forward@0.1.0", "move").call(TypedGuest.LIMITS, point, 1);
    assertEquals(2, moved.get("x"));
  }

  @Test
  void boundObjectsAreObjects() {
    Forward other = instance.bind(Forward.class, TypedGuest.LIMITS);
    assertEquals(guest, guest);
    assertNotEquals(guest, other);
    assertEquals("Forward of a guest", guest.toString());
    assertEquals(guest.hashCode(), guest.hashCode());
  }

  @Test
  void aClosedInstanceSaysSo() {
    instance.close();
    IllegalStateException closed =
        assertThrows(IllegalStateException.class, () -> guest.count(1, 2));
    assertTrue(closed.getMessage().contains("closed"), closed.getMessage());
    assertThrows(
        IllegalStateException.class, () -> instance.bind(Forward.class, TypedGuest.LIMITS));
  }
}

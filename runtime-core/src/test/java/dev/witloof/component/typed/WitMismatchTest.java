package dev.witloof.component.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.GuestResource;
import dev.witloof.component.HostCall;
import dev.witloof.component.Linker;
import dev.witloof.component.typed.WitMismatch.Mismatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the check says about Java types that do not fit. */
class WitMismatchTest {

  @WitInterface("test:typed/shapes@0.1.0")
  static final class Wrong {
    record Point(int x, long y, String theLabel) {}

    record Flat(int x, int y) {}

    enum Level {
      LOW,
      HIGH
    }

    sealed interface Shape {
      record Circle(double radius) implements Shape {}

      record Square(double side) implements Shape {}
    }

    @WitResource("count")
    static final class Counter {}

    Point move(Flat point, HostCall call) {
      return new Point(point.x(), point.y(), "");
    }

    Shape grow(Shape shape) {
      return shape;
    }

    List<Object> raise(Level level, List<String> modes) {
      return List.of(level, modes);
    }

    Optional<String> first(List<Byte> values) {
      return Optional.empty();
    }

    Optional<String> first(byte[] values) {
      return Optional.empty();
    }

    void reverse(List<Integer> bytes) {}

    long divide(long a, long b) throws IOException {
      throw new IOException(a + "/" + b);
    }

    boolean check(boolean ok) {
      return ok;
    }

    @WitName("nestd")
    Optional<Object> nested(int n) {
      return Optional.empty();
    }
  }

  private static WitMismatch refused(Object host) {
    Linker linker = new Linker(TypedGuest.ENGINE, TypedGuest.world());
    return assertThrows(WitMismatch.class, () -> linker.implement(host));
  }

  private static Map<String, Mismatch> byName(WitMismatch refusal) {
    return refusal.mismatches().stream().collect(Collectors.toMap(Mismatch::name, one -> one));
  }

  @Test
  void everyMismatchIsListed() {
    Map<String, Mismatch> all = byName(refused(new Wrong()));
    assertEquals(
        Map.ofEntries(
            Map.entry("resource counter", List.of("no class stands for the resource")),
            Map.entry("resource count", List.of("the interface defines no such resource")),
            Map.entry("[constructor]counter", List.of("no method stands for the function")),
            Map.entry("[method]counter.add", List.of("no method stands for the function")),
            Map.entry("[static]counter.merge", List.of("no method stands for the function")),
            Map.entry(
                "move",
                List.of(
                    "parameter 'p': record Flat must have the components [x, y, theLabel],"
                        + " in this order",
                    "parameter 'dx': s32 is int in Java, not HostCall",
                    "result, field 'y': s32 is int in Java, not long")),
            Map.entry(
                "grow",
                List.of(
                    "parameter 's': Shape lacks a record Named with one component"
                        + " for the case 'named'",
                    "parameter 's': Shape lacks a record Nothing with no component"
                        + " for the case 'nothing'",
                    "parameter 's': Square stands for no case of [circle, named, nothing]",
                    "result: Shape lacks a record Named with one component for the case 'named'",
                    "result: Shape lacks a record Nothing with no component for the case 'nothing'",
                    "result: Square stands for no case of [circle, named, nothing]")),
            Map.entry(
                "raise",
                List.of(
                    "parameter 'l': enum Level must have the constants LOW, VERY_HIGH",
                    "parameter 'm': mode is Set<Mode> in Java, not List<String>")),
            Map.entry(
                "first",
                List.of("only one may stand for the function: give it @WitName(\"first\")")),
            Map.entry(
                "reverse",
                List.of(
                    "parameter 'bytes': list<u8> is byte[] in Java, not List<Integer>",
                    "result: WIT has list<u8>, Java has none")),
            Map.entry("divide", List.of("IOException does not implement WitError<String>")),
            Map.entry("check", List.of("result: WIT has none, Java has boolean")),
            Map.entry("nested", List.of("no method stands for the function")),
            Map.entry("nestd", List.of("the interface has no such function"))),
        all.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().faults())));
  }

  @Test
  void bothSignaturesAndTheRemedyAreShown() {
    String message = String.valueOf(refused(new Wrong()).getMessage());
    assertTrue(
        message.startsWith(
            "dev.witloof.component.typed.WitMismatchTest$Wrong does not implement"
                + " test:typed/shapes@0.1.0:"),
        message);
    assertTrue(
        message.contains(
            """

              move
                WIT:   func(p: point, dx: s32) -> point
                Java:  Point move(Flat, HostCall)
            """),
        message);
    assertTrue(
        message.contains(
            """
                write: Point move(Point p, int dx)
                       record Point(int x, int y, String theLabel)
            """),
        message);
    assertTrue(
        message.contains(
            """
                write: long divide(long a, long b) throws MyException
                       class MyException extends Exception implements WitError<String>
            """),
        message);
    assertTrue(
        message.contains("write: static Counter merge(Counter into, Counter other)"), message);
    assertTrue(message.contains("sealed interface Shape of record Circle(double …)"), message);
  }

  @Test
  void aClassMustNameAnInterfaceOfTheWorld() {
    @WitInterface("test:typed/nothing@0.1.0")
    class Unknown {}
    Linker linker = new Linker(TypedGuest.ENGINE, TypedGuest.world());
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> linker.implement(new Unknown()));
    assertTrue(unknown.getMessage().contains("test:typed/shapes@0.1.0"), unknown.getMessage());
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> linker.implement("text"));
    assertEquals(
        "java.lang.String has no @WitInterface, which names the interface it stands for",
        none.getMessage());
    assertThrows(
        IllegalStateException.class,
        () -> new Linker(TypedGuest.ENGINE).implement(new Shapes()),
        "no world to check against");
  }

  @WitInterface("test:typed/forward@0.1.0")
  interface WrongForward {
    int count(long a, long b);

    long divide(long a, long b);

    void check(boolean ok) throws Shapes.DivideException;

    GuestResource same(GuestResource counter, String more);

    void missing();
  }

  @WitInterface("test:typed/forward@0.1.0")
  public interface Exposed {
    long divide(long a, long b) throws Shapes.DivideException;
  }

  @WitInterface("test:other/forward@0.1.0")
  interface Elsewhere {}

  @Test
  void theCallersSideIsCheckedWithoutAnInstance() {
    WitMismatch refusal =
        assertThrows(
            WitMismatch.class, () -> TypedGuest.forward().requireExports(WrongForward.class));
    Map<String, Mismatch> all = byName(refusal);
    assertEquals(
        List.of("one exception must stand for the error of the result, Java declares none"),
        all.get("divide").faults());
    assertEquals(
        List.of("the error has no payload: WitFailure stands for it, not DivideException"),
        all.get("check").faults());
    assertEquals(List.of("WIT has 1 parameters, Java has 2"), all.get("same").faults());
    assertEquals(List.of("no exported function is named so"), all.get("missing").faults());
    assertEquals(4, all.size(), "an int holds the bits of a u32");

    WitMismatch exposed =
        assertThrows(WitMismatch.class, () -> TypedGuest.forward().requireExports(Exposed.class));
    assertEquals(
        List.of("DivideException must be public, for Exposed is"),
        exposed.mismatches().get(0).faults());
    TypedGuest.forward().requireExports(Forward.class);
    assertThrows(WitMismatch.class, () -> TypedGuest.forward().requireExports(Elsewhere.class));
    assertThrows(
        IllegalArgumentException.class, () -> TypedGuest.forward().requireExports(String.class));
  }
}

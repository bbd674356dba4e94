package dev.witloof.component;

import static dev.witloof.component.AbiGuest.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.AbiGuest.Seen;
import dev.witloof.component.AbiGuest.Thing;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.engine.Trap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects that the host gave to a guest are dropped once each, however far the lowering of the list
 * they were in got. Twenty handles fit.
 */
class OwnedListsTest {
  private final Seen seen = new Seen();
  private final ComponentInstance instance =
      AbiGuest.link("owned-lists").instantiate(AbiGuest.config(seen));

  private <T extends Throwable> T fails(Class<T> failure, Executable call) {
    T thrown = assertThrows(failure, call);
    instance.close();
    return thrown;
  }

  private void droppedOnce(List<Long> numbers) {
    assertEquals(numbers, seen.dropped.stream().map(Thing::n).sorted().toList());
  }

  private static List<Long> upTo(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private List<Object> things(int count) {
    List<Object> things = new ArrayList<>();
    upTo(count).forEach(n -> things.add(new Thing(n, seen)));
    return things;
  }

  @Test
  void dropsWhatCameBehindAFullTable() {
    LimitExceeded limit =
        fails(LimitExceeded.class, () -> instance.export("fetch").call(LIMITS, 30L));

    assertEquals(Limit.HANDLES, limit.limit());
    droppedOnce(upTo(30));
  }

  @Test
  void dropsWhatNeverCameToATable() {
    AbiTrap trap = fails(AbiTrap.class, () -> instance.export("fetch-beyond").call(LIMITS, 3L));

    assertEquals(Rule.LIST_REALLOC_OUT_OF_BOUNDS, trap.rule());
    droppedOnce(upTo(3));
  }

  @Test
  void dropsWhatCameBehindAWrongValue() {
    seen.intruder = Optional.of("no thing");

    Trap trap = fails(Trap.class, () -> instance.export("fetch").call(LIMITS, 6L));

    assertEquals(Trap.Kind.HOST, trap.kind());
    droppedOnce(List.of(0L, 2L, 4L));
  }

  @Test
  void dropsArgumentsThatDidNotFit() {
    List<Object> things = things(25);

    fails(LimitExceeded.class, () -> instance.export("take").call(LIMITS, things));

    droppedOnce(upTo(25));
  }

  @Test
  void dropsArgumentsBehindAWrongOne() {
    List<Object> things = things(4);
    things.set(1, "no thing");

    fails(IllegalArgumentException.class, () -> instance.export("take").call(LIMITS, things));

    droppedOnce(List.of(0L, 2L, 3L));
  }

  @Test
  void dropsOneObjectAsOftenAsItWasGiven() {
    Thing thing = new Thing(7, seen);

    fails(
        LimitExceeded.class,
        () -> instance.export("take").call(LIMITS, Collections.nCopies(21, thing)));

    assertEquals(21, seen.dropped.size());
  }

  /** A refused memory.grow is what the guest failed of, even if it is the ABI that traps on it. */
  @ParameterizedTest
  @ValueSource(strings = {"fetch-growing", "take-growing"})
  void reportsMemoryThatTheAllocatorWasRefused(String export) {
    Object argument = export.startsWith("take") ? things(3) : (Object) 3L;

    LimitExceeded limit =
        fails(LimitExceeded.class, () -> instance.export(export).call(LIMITS, argument));

    assertEquals(Limit.MEMORY, limit.limit());
    AbiTrap trap = assertInstanceOf(AbiTrap.class, limit.getCause());
    assertEquals(Rule.LIST_REALLOC_OUT_OF_BOUNDS, trap.rule());
    droppedOnce(upTo(3));
  }
}

package dev.witloof.engine.internal.chicory;

import static com.dylibso.chicory.wasm.types.Value.REF_NULL_VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Growth of long tables looks at the clock: by one that each look sets forward by a millisecond.
 */
class GuestTableTest {
  private static final int PIECE = 1 << 18;
  private static final int SIZE = 3 * PIECE;

  private long now;
  private final ChicoryStore store =
      new ChicoryStore(
          1L << 30,
          new FuelTank(
              () -> {
                now += 1_000_000;
                return now;
              }));
  private final GuestTable table = table(SIZE);

  private GuestTable table(int size) {
    return GuestTable.create(
        store,
        new CoreType.Table(CoreType.Val.FUNCREF, size, OptionalLong.empty()),
        new Table(ValType.FuncRef, new TableLimits(size, 1L << 30)),
        REF_NULL_VALUE);
  }

  private void enter(int looks) {
    store.enter(new CallLimits(1L << 40, Duration.ofNanos(looks * 1_000_000L + 1), 0));
  }

  private void assertLate(int looks, Supplier<?> work) {
    long held = store.memoryBytes();
    enter(looks);
    LimitExceeded e = assertThrows(LimitExceeded.class, work::get);
    store.leave();
    assertEquals(Limit.DEADLINE, e.limit());
    assertEquals(looks + 1, e.used());
    assertEquals(SIZE, table.size());
    assertEquals(held, store.memoryBytes());
  }

  @Test
  void whileItAllocates() {
    assertLate(0, () -> table.grow(1, REF_NULL_VALUE, null));
  }

  @Test
  void afterEachPieceItFills() {
    enter(1_000_000);
    assertEquals(SIZE, table.grow(0, REF_NULL_VALUE, null));
    GuestTable roomy = table(SIZE);
    roomy.grow(1, REF_NULL_VALUE, null);
    store.leave();

    // One look when the fuel is paid, one behind each of two pieces.
    enter(2);
    LimitExceeded e =
        assertThrows(LimitExceeded.class, () -> roomy.grow(SIZE - 2, REF_NULL_VALUE, null));
    store.leave();
    assertEquals(3, e.used());
    assertEquals(SIZE + 1, roomy.size());
  }
}

package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectorUsageTest {
  private final ConnectorUsage usage = new ConnectorUsage();

  @Test
  void whatIsSharedIsMadeOnceAndClosedOnce() {
    AtomicInteger closed = new AtomicInteger();
    AutoCloseable made = usage.shared(AutoCloseable.class, () -> closed::incrementAndGet);
    assertSame(made, usage.shared(AutoCloseable.class, () -> fail("it is there already")));
    usage.close();
    usage.close();
    assertEquals(1, closed.get());
  }

  @Test
  void nothingIsSharedOnceItIsClosed() {
    usage.close();
    assertThrows(IllegalStateException.class, () -> usage.shared(Object.class, Object::new));
  }

  @Test
  void aSecondHasSoManyBytesWhateverTheClockBeginsWith() {
    long start = Long.MAX_VALUE - 5;
    assertTrue(usage.admitLog(60, 100, start));
    assertFalse(usage.admitLog(60, 100, start + 10));
    assertTrue(usage.admitLog(40, 100, start + 20));
    assertTrue(usage.admitLog(100, 100, start + 1_000_000_000L));
  }
}

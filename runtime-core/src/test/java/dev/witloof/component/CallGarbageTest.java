package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType.Named;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a call allocates on the host, in steady state and before the JIT removes any of it. A call
 * that carries no list allocates what the engine and the dynamic API do for its values, and nothing
 * for itself.
 */
class CallGarbageTest {
  private static final int CALLS = 1_000;
  private static final CallLimits LIMITS =
      new CallLimits(2_000_000, Duration.ofSeconds(30), 1 << 20);
  private static final ExternType.Func ANSWER =
      new ExternType.Func(List.of(new Named("number", Primitive.S64)), Optional.of(Primitive.S64));

  /** An array of one number or reference, of two numbers or references, a boxed number. */
  private static final long ARRAY = 24;

  private static final long BOX = 24;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ComponentInstance instance =
      new Linker(Engines.create(Engine.Mode.COMPILER))
          .define("answer", new ExternValue.HostFunc(ANSWER, (call, arguments) -> arguments[0]))
          .link(Component.read(Crossings.fixture("calls")))
          .instantiate(new InstanceConfig(1 << 20, 16, LIMITS, List.of()));

  @AfterEach
  void close() {
    instance.close();
  }

  /** Bytes that a call allocates when it is not the first. */
  private long garbage(String export, Object... arguments) {
    ComponentFunction function = instance.export(export);
    repeat(function, arguments);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(function, arguments);
    // Measuring may allocate a little itself.
    return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }

  private static void repeat(ComponentFunction function, Object... arguments) {
    for (int i = 0; i < CALLS; i++) {
      function.call(LIMITS, arguments);
    }
  }

  @Test
  void aCallWithoutValuesAllocatesNothing() {
    assertEquals(0, garbage("nothing"));
  }

  @Test
  void aCallWithNumbersAllocatesTheResult() {
    long bytes = garbage("add", 1_000L, 2_000L);

    assertTrue(bytes <= ARRAY + BOX, () -> "allocated " + bytes + " bytes");
  }

  /** The engine and the dynamic API on either side: an array and a box there and back. */
  @Test
  void aCallToTheHostAllocatesItsValues() {
    long bytes = garbage("ask", 1_000L);

    assertTrue(bytes <= 4 * ARRAY + 2 * BOX, () -> "allocated " + bytes + " bytes");
  }
}

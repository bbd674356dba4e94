package dev.witloof.component.internal.abi;

import dev.witloof.engine.LiftedBytes;
import dev.witloof.engine.Store;
import java.util.function.Supplier;

/** Counts what crosses the border, before the host allocates or copies anything for it. */
public interface TransferMeter {
  /** {@code bytes} that lifted values are about to take, as {@link LiftedBytes} counts them. */
  void lifted(long bytes);

  /** {@code bytes} about to be written into the guest's memory. */
  void lowered(long bytes);

  /** Looks at the clock; loops over values do so every {@value #ELEMENTS_PER_LOOK} of them. */
  void checkDeadline();

  /** Does work on {@code bytes} that nothing can interrupt: {@link Store#watched}. */
  <T> T watched(long bytes, Supplier<T> work);

  /** Elements of a list that may be lifted or lowered between two looks at the clock. */
  int ELEMENTS_PER_LOOK = 4_096;
}

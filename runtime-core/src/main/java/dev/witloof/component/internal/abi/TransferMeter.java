package dev.witloof.component.internal.abi;

/** Counts what crosses the border, before the host allocates anything for it. */
public interface TransferMeter {
  /** {@code bytes} of Java heap, near enough, that lifted values are about to take. */
  void lifted(long bytes);

  /** {@code bytes} about to be written into the guest's memory. */
  void lowered(long bytes);
}

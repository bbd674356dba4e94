package dev.witloof.engine;

/** The body of a core function that the host provides. */
@FunctionalInterface
public interface HostCode {
  /** Results in the same representation as {@link CoreFunction#call}. */
  long[] apply(long[] args);
}

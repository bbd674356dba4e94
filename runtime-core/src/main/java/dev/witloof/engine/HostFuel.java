package dev.witloof.engine;

/**
 * What guest code pays for the host's work, in fuel units: the part of {@link FuelSchedule} that
 * the border and the host functions burn, under its {@link FuelSchedule#VERSION}.
 */
public final class HostFuel {
  /** A call out of the guest, whatever it does, or a drop of a resource. */
  public static final long CALL = 500;

  /** Bytes that one unit lifts or lowers in a call out of the guest. */
  public static final long BYTES_PER_UNIT = 16;

  /** A line of the log: it is formatted and handed on. */
  public static final long LOG_LINE = 2_000;

  /** A byte that is written to a stream, moved from one to another, or skipped. */
  public static final long STREAM_BYTE = 1;

  /** A pollable of a list that is waited for. */
  public static final long POLLABLE = 1;

  /** A random byte of a list of them. */
  public static final long RANDOM_BYTE = 1;

  private HostFuel() {}
}

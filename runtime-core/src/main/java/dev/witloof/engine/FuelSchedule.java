package dev.witloof.engine;

/**
 * What guest code costs, in fuel units. Costs depend on the module and its input alone: they are
 * the same in the interpreter and the compiler, on every machine.
 *
 * <p><b>Instructions.</b> Every instruction of the original module costs 1, but the delimiters
 * {@code else} and {@code end}, which cost nothing. A basic block is paid as a whole when it is
 * entered, before its first instruction: a trap in the middle of a block does not give the rest
 * back. A block starts at the function's entry, at the body of a {@code loop}, at both arms of an
 * {@code if}, behind a {@code br_if}, and where branches join. Calls do not end a block.
 *
 * <p>Compiled code pays for several blocks at once: before it calls, when it returns or fails, and
 * in loops every ten thousand units. What an entry has used in the end is the same, to the unit, as
 * if each block had been paid on its way, and so is which host functions it has called; an entry
 * whose fuel runs out has used one unit more than its budget.
 *
 * <p><b>Work that grows with a length</b> is paid on top, by the actual length, and in pieces, so
 * that a deadline holds inside it, except in growth, which is paid at once before it happens:
 *
 * <ul>
 *   <li>{@code memory.fill}, {@code memory.copy}, {@code memory.init}, active data segments and the
 *       pages gained by {@code memory.grow}: 1 for each {@link #BYTES_PER_UNIT} bytes begun; for
 *       {@code memory.grow} 1 more for each {@link #VIEWS_PER_UNIT} instances that use the memory;
 *   <li>each table element written by {@code table.set}, {@code table.fill}, {@code table.copy},
 *       {@code table.init} and active element segments: {@link #TABLE_ELEMENT};
 *   <li>{@code table.grow}: 1 for each element gained;
 *   <li>instantiating a core module: 1 for each {@link #BYTES_PER_UNIT} bytes of its globals and
 *       element segments, and a {@value #PAIRS_PER_UNIT}th of the square of its imports;
 *   <li>the entry of a function with more than {@link #FREE_LOCALS} locals (parameters not
 *       counted): 1 for each {@link #LOCALS_PER_UNIT} of the others.
 * </ul>
 *
 * <p><b>Host functions</b> cost what the host burns with {@link Store#burn}. A guest that executes
 * {@code memory.grow} with a delta of 2³¹ pages or more, which can never succeed, pays 2³² minus
 * that delta units for it.
 */
public final class FuelSchedule {
  /** Changes whenever any cost does. Part of the key of whatever caches metered modules. */
  public static final int VERSION = 3;

  /** Bytes that one unit fills or copies. */
  public static final int BYTES_PER_UNIT = 16;

  /** Instances, sharing a memory, that one unit tells of its growth. */
  public static final int VIEWS_PER_UNIT = 16;

  /** Pairs of imports that one unit compares while they are linked. */
  public static final int PAIRS_PER_UNIT = 64;

  /** Units for a table element written. */
  public static final int TABLE_ELEMENT = 10;

  /** Locals that a function may declare without paying for them. */
  public static final int FREE_LOCALS = 256;

  /** Locals beyond {@link #FREE_LOCALS} that one unit pays at each call. */
  public static final int LOCALS_PER_UNIT = 16;

  private FuelSchedule() {}

  /** The cost of filling or copying that many bytes. */
  public static long bytes(long length) {
    return (length + BYTES_PER_UNIT - 1) / BYTES_PER_UNIT;
  }

  /** The cost of {@code memory.grow} by that many bytes of a memory that so many instances use. */
  public static long growth(long bytes, int instances) {
    return bytes(bytes) + instances / VIEWS_PER_UNIT;
  }

  /**
   * The cost of instantiating a core module, besides that of its data segments.
   *
   * @param initialised bytes of its globals and element segments in the module
   */
  public static long instantiation(long imports, long initialised) {
    return imports * imports / PAIRS_PER_UNIT + initialised / BYTES_PER_UNIT;
  }

  /** What entering a function with that many locals costs besides its first block. */
  public static int entry(int locals) {
    return Math.max(0, locals - FREE_LOCALS + LOCALS_PER_UNIT - 1) / LOCALS_PER_UNIT;
  }
}

package dev.witloof.engine;

/**
 * What guest code costs, in fuel units. Costs depend on the module, its input and what its host
 * functions are given and give: they are the same in the interpreter and the compiler, on every
 * machine. All of them are here, in {@link HostFuel} and in {@link LiftedBytes}, under one {@link
 * #VERSION}.
 *
 * <table>
 *   <caption>The schedule</caption>
 *   <tr><th>what</th><th>units</th></tr>
 *   <tr><td>an instruction, but {@code else} and {@code end}</td><td>1</td></tr>
 *   <tr><td>{@code memory.fill}, {@code memory.copy}, {@code memory.init}, active data segments,
 *       pages gained by {@code memory.grow}</td>
 *       <td>1 for each {@value #BYTES_PER_UNIT} bytes begun</td></tr>
 *   <tr><td>instances that use a memory that {@code memory.grow} grows</td>
 *       <td>1 for each {@value #VIEWS_PER_UNIT}</td></tr>
 *   <tr><td>a table element written by {@code table.set}, {@code table.fill}, {@code table.copy},
 *       {@code table.init} and active element segments</td><td>{@value #TABLE_ELEMENT}</td></tr>
 *   <tr><td>an element gained by {@code table.grow}</td><td>1</td></tr>
 *   <tr><td>a core module's globals and element segments, when it is instantiated</td>
 *       <td>1 for each {@value #BYTES_PER_UNIT} bytes that they have in the module</td></tr>
 *   <tr><td>the imports of a core module, when it is instantiated</td>
 *       <td>1 for each {@value #PAIRS_PER_UNIT} of their square</td></tr>
 *   <tr><td>the entry of a function with more than {@value #FREE_LOCALS} locals, parameters not
 *       counted</td><td>1 for each {@value #LOCALS_PER_UNIT} begun of the others</td></tr>
 *   <tr><td>a call, a {@code block}, {@code loop} or {@code if}, and a branch or {@code return},
 *       by the parameters and results of the function called, of the block, and of what is branched
 *       to: the function, for a {@code return}; {@code br_table} by the most of any label</td>
 *       <td>1 for each {@value #VALUES_PER_UNIT} begun beyond {@value #FREE_VALUES}</td></tr>
 *   <tr><td>a call out of the guest, or of one component to another within it</td>
 *       <td>{@value HostFuel#CALL}</td></tr>
 *   <tr><td>{@code resource.drop}</td>
 *       <td>{@value HostFuel#CALL}</td></tr>
 *   <tr><td>bytes lifted in such a call, as {@link LiftedBytes} counts them</td>
 *       <td>1 for each {@value HostFuel#BYTES_PER_UNIT}</td></tr>
 *   <tr><td>bytes that an allocator of the guest is asked for in such a call, to lower into</td>
 *       <td>1 for each {@value HostFuel#BYTES_PER_UNIT}</td></tr>
 *   <tr><td>a line of {@code wasi:logging}</td><td>{@value HostFuel#LOG_LINE}</td></tr>
 *   <tr><td>a byte that {@code wasi:io/streams} writes, splices or skips</td>
 *       <td>{@value HostFuel#STREAM_BYTE}</td></tr>
 *   <tr><td>a pollable in the list of {@code wasi:io/poll} {@code poll}</td>
 *       <td>{@value HostFuel#POLLABLE}</td></tr>
 *   <tr><td>a byte of {@code get-random-bytes} and {@code get-insecure-random-bytes}</td>
 *       <td>{@value HostFuel#RANDOM_BYTE}</td></tr>
 * </table>
 *
 * <p><b>Instructions</b> are those of the original module. A basic block is paid as a whole when it
 * is entered, before its first instruction: a trap in the middle of a block does not give the rest
 * back. A block starts at the function's entry, at the body of a {@code loop}, at both arms of an
 * {@code if}, behind a {@code br_if}, and where branches join, and behind the instruction by which
 * the block before comes to {@value #LONGEST_BLOCK} units, so that the next look at the clock is
 * never far. Calls do not end a block.
 *
 * <p>Compiled code pays for several blocks at once: before it calls, when it returns or fails, and
 * in loops every ten thousand units. What an entry has used in the end is the same, to the unit, as
 * if each block had been paid on its way, and so is which host functions it has called; an entry
 * whose fuel runs out has used one unit more than its budget.
 *
 * <p><b>Work that grows with a length</b> is paid on top, by the actual length, and in pieces, so
 * that a deadline holds inside it, except for growth, which is paid at once before it happens. A
 * guest that executes {@code memory.grow} with a delta of 2³¹ pages or more, which can never
 * succeed, pays 2³² minus that delta units for it.
 *
 * <p><b>Calls out of the guest</b> cost what is listed together: a line of the log is a call, the
 * bytes of its texts, and the line. Bytes of one call are summed, those lifted and those lowered,
 * and fewer than {@value HostFuel#BYTES_PER_UNIT} that are left over are free; where the callee is
 * in an instance of its own that was linked to this one, each of the two sums up its side. Host
 * functions of the embedder burn what else they find right, with {@link Store#burn}. Calls from the
 * host into the guest are free, with all that is lifted and lowered for them.
 */
public final class FuelSchedule {
  /**
   * Changes whenever any cost does, of those in {@link HostFuel} and {@link LiftedBytes}, too. Part
   * of the key of whatever caches metered modules.
   */
  public static final int VERSION = 5;

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

  /** Parameters and results that a call, a block or a branch may have without paying for them. */
  public static final int FREE_VALUES = 64;

  /** Values beyond {@link #FREE_VALUES} that one unit carries. */
  public static final int VALUES_PER_UNIT = 16;

  /**
   * Units at which a basic block ends, whatever follows: some milliseconds of the interpreter. Not
   * fewer, as guests have blocks of many thousand: at 4096, four functions of Go's could not be cut
   * any more.
   */
  public static final int LONGEST_BLOCK = 65_536;

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

  /** What a call, a block or a branch with that many parameters and results costs besides one. */
  public static int carrying(int values) {
    return Math.max(0, values - FREE_VALUES + VALUES_PER_UNIT - 1) / VALUES_PER_UNIT;
  }
}

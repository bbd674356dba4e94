package dev.witloof.component.internal.binary;

/**
 * Structural limits of a component; they bound the time and memory that one can cost, however it is
 * built. With those of its core modules ({@code ModuleLimits}) they come to this for a component of
 * 1 MB that nobody trusts, of all those tried the worst (cold JVM, JDK 17, one core of two):
 *
 * <table>
 * <caption>The most that 1 MB costs</caption>
 * <tr><th>step</th><th>time</th><th>heap</th><th>what takes most</th></tr>
 * <tr><td>read and validate</td><td>1.5 s</td><td>240 MB</td><td>100,000 imports or exports</td></tr>
 * <tr><td>link, compiled</td><td>3 s</td><td>300 MB</td><td>functions that turn out too large for
 *     the JVM, each after another attempt</td></tr>
 * <tr><td>instantiate</td><td>the deadline</td><td>the memory budget and 30 MB</td><td>20,000
 *     instances</td></tr>
 * </table>
 *
 * <p>Time and heap grow with the bytes, linearly. What holds the figures is counts: {@code
 * ComponentCostTest} has a component for each limit here, {@code CompilationCostTest} one for each
 * way to make much code of few bytes.
 */
public final class ComponentLimits {
  private ComponentLimits() {}

  /** Components in components, types in types. */
  public static final int DEPTH = 64;

  /** Entries of one vector in the binary. */
  public static final int VECTOR = 100_000;

  /** Definitions of all nested components together, each counted as often as it is instantiated. */
  public static final int DEFINITIONS = 250_000;

  /** Component instances, and core instances, that one instantiation makes. */
  public static final int INSTANCES = 20_000;

  /** Bytes of one name. */
  public static final int NAME_BYTES = 100_000;

  /** Nodes of one value type, everything it refers to counted. */
  public static final int TYPE_SIZE = 100_000;

  /**
   * Nodes of types, and entries of lists of names, that are resolved, compared or flattened, all
   * elaborations together.
   */
  public static final int TYPE_WORK = 2_000_000;

  /** Nested levels of one value type. */
  public static final int TYPE_DEPTH = 100;

  /** Labels of one flags type, as the specification has it. */
  public static final int FLAGS = 32;

  /** Core modules in one component, nested ones included. */
  public static final int MODULES = 1_000;

  /** Pages of 64 KiB that a 32-bit memory can have. */
  public static final int MEMORY_PAGES = 65_536;
}

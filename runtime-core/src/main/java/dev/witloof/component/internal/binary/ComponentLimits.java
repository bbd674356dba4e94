package dev.witloof.component.internal.binary;

/**
 * Structural limits of a component. They bound the time and memory that reading, validating and
 * linearising one can cost, whatever its bytes say; passing one is an {@code InvalidComponent} of
 * kind {@code LIMIT} unless the specification itself has the limit.
 *
 * <table>
 * <caption>All limits</caption>
 * <tr><th>what<th>at most<th>counted
 * <tr><td>{@link #DEPTH}<td>64<td>components in components; component and instance types in such
 *     types; instantiations in instantiations may reach twice that
 * <tr><td>{@link #VECTOR}<td>100,000<td>entries of one vector in the binary, before memory is taken
 *     for them
 * <tr><td>{@link #DEFINITIONS}<td>250,000<td>definitions in the binary; and again definitions,
 *     declarations and steps as often as instantiation and uses of types elaborate them
 * <tr><td>{@link #INSTANCES}<td>20,000<td>component instances, and core instances, that one
 *     instantiation makes
 * <tr><td>{@link #NAME_BYTES}<td>100,000<td>bytes of one name
 * <tr><td>{@link #TYPE_SIZE}<td>100,000<td>nodes of one value type, shared ones as often as they
 *     are referred to
 * <tr><td>{@link #TYPE_DEPTH}<td>100<td>nested levels of one value type
 * <tr><td>{@link #TYPE_WORK}<td>2,000,000<td>steps of resolving, comparing and flattening types
 *     and names, the whole component together
 * <tr><td>{@link #MODULES}<td>1,000<td>core modules, those of nested components included
 * <tr><td>{@link #CORE_DECLARATIONS}<td>1,000,000<td>types, imports, functions, globals and exports
 *     of all core modules together, each module once; the largest known components have 25,000
 * <tr><td>{@link #FLAGS}<td>32<td>labels of a flags type (Binary.md; kind {@code INVALID})
 * <tr><td>{@link #MEMORY_PAGES}<td>65,536<td>pages of a memory in a core module type (core
 *     specification; kind {@code INVALID})
 * </table>
 *
 * <p>The specification wants values below 2²⁸ bytes ({@code elem_size} in Binary.md). A node takes
 * 16 bytes with its alignment twice at most, so that no type within {@link #TYPE_SIZE} passes 2²²:
 * only fixed-length lists could, which are refused.
 *
 * <p>With the limits of core modules, which are in the engine, this is what a component of 1 MB
 * that nobody trusts can cost, of all those tried the worst (processor time of the thread, cold
 * JVM, JDK 17):
 *
 * <table>
 * <caption>The most that 1 MB costs</caption>
 * <tr><th>step<th>time<th>heap<th>what takes most
 * <tr><td>read and validate<td>0.5 s<td>240 MB<td>types, imports or exports by the ten thousand
 * <tr><td>link, compiled<td>2.5 s<td>350 MB<td>functions that turn out too large for the JVM, each
 *     after another attempt
 * <tr><td>instantiate<td>the deadline<td>the memory budget, and the instances themselves<td>20,000
 * instances
 * </table>
 *
 * <p>Time and heap grow with the bytes, linearly. What holds the figures is counts: {@code
 * ComponentCostTest} has components that go to the limits here, {@code CompilationCostTest} a
 * module for each way to make much code of few bytes.
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

  /** Types, imports, functions, globals and exports of all core modules: 200 bytes of heap each. */
  public static final int CORE_DECLARATIONS = 1_000_000;

  /** Labels of one flags type, as the specification has it. */
  public static final int FLAGS = 32;

  /** Core modules in one component, nested ones included. */
  public static final int MODULES = 1_000;

  /** Pages of 64 KiB that a 32-bit memory can have. */
  public static final int MEMORY_PAGES = 65_536;
}

package dev.witloof.component.internal.binary;

/** Structural limits of a component; they bound the time and memory that reading one can cost. */
public final class ComponentLimits {
  private ComponentLimits() {}

  /** Components in components, types in types. */
  public static final int DEPTH = 64;

  /** Entries of one vector in the binary. */
  public static final int VECTOR = 100_000;

  /** Definitions of all nested components together, each counted as often as it is instantiated. */
  public static final int DEFINITIONS = 250_000;

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

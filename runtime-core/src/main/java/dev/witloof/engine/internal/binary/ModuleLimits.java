package dev.witloof.engine.internal.binary;

/**
 * Structural limits of one core module, checked by the decoder before anything costly is done with
 * it. They are far above what the language toolchains emit and bound the time and heap that parsing
 * and compiling can take; the largest modules known (language runtimes of 10 to 16 MB) use a fifth
 * of them.
 */
public final class ModuleLimits {
  /** Bytes of a module. */
  public static final int MODULE_BYTES = 128 << 20;

  /** Bytes of a name. */
  public static final int NAME_BYTES = 100_000;

  public static final int TYPES = 10_000;

  /** Different function types in all core modules of a component together. */
  public static final int COMMON_TYPES = 2_000;

  /** Parameters of a function type; with more, calls cannot be compiled to JVM methods. */
  public static final int PARAMETERS = 1_000;

  /** Results of a function type or block. */
  public static final int RESULTS = 1_000;

  /** Linking is quadratic in the imports. */
  public static final int IMPORTS = 5_000;

  public static final int EXPORTS = 100_000;

  /** Defined functions; an empty one costs 30 microseconds to compile. */
  public static final int FUNCTIONS = 50_000;

  /**
   * Functions of a compiled module that cannot be compiled: one method, of what a JVM method can
   * hold, tells them from the others.
   */
  public static final int INTERPRETED = 3_000;

  /** Bytes of a function body. */
  public static final int BODY_BYTES = 2 << 20;

  /** Locals of a function, its parameters not counted. */
  public static final int LOCALS = 20_000;

  /** Depth of nested blocks in a function. */
  public static final int NESTING = 20_000;

  /** Operands on a function's stack; code that is run holds some hundreds at most. */
  public static final int OPERANDS = 1_000_000;

  /**
   * Operands on the stack of a function that is compiled, each of up to two words of eight bytes.
   * Where HotSpot interprets a method, it lets the operands reach to within 80 KiB of the stack's
   * end, and the compiled method that is called next touches the stack 80 KiB further on: with more
   * than 12 KiB of operands that may be the page whose touch ends the JVM (seen with 17 and 25),
   * and not one of the three above it, which are for a {@link StackOverflowError}.
   */
  public static final int COMPILED_OPERANDS = 600;

  /** Labels of one {@code br_table}. */
  public static final int BRANCH_TARGETS = 65_536;

  public static final int TABLES = 100;
  public static final int MEMORIES = 100;

  /** Elements a table may start with. */
  public static final int TABLE_MINIMUM = 1_000_000;

  /** Pages a memory may start with: what one Java array holds. */
  public static final int MEMORY_MINIMUM_PAGES = 32_767;

  public static final int GLOBALS = 50_000;

  public static final int ELEMENT_SEGMENTS = 50_000;

  /** Items of all element segments together. */
  public static final int ELEMENTS = 500_000;

  public static final int DATA_SEGMENTS = 100_000;

  /** Bytes of one constant expression. */
  public static final int CONSTANT_EXPRESSION_BYTES = 1_024;

  /**
   * Work of compiling all core modules of a component, whatever their size; see {@code
   * CodeEstimate}, whose unit is about a byte of JVM code.
   */
  public static final long WORK = 500_000;

  /** More work for each byte of the core modules. Those of the toolchains take at most one. */
  public static final long WORK_PER_BYTE = 2;

  private ModuleLimits() {}
}

package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import java.util.List;

/** What an instance of a module takes of its store's memory budget before it runs. */
public final class StartingMemory {
  public static final int PAGE = 65_536;

  /**
   * Heap of a table's element while the arrays double and the old ones are still there: three times
   * a function number and a reference to its instance.
   */
  public static final long ELEMENT = 32;

  /** Heap of an instance for a function, and for an import: entries in arrays and lists. */
  private static final long ENTRY = 16;

  /** Heap for a segment, or for a type: entries in arrays. */
  private static final long REFERENCE = 8;

  /**
   * Heap for a global that it defines; and for a function that is interpreted beside others, which
   * the instance's machine has in a set.
   */
  private static final long OBJECT = 64;

  /** Heap for an export: an entry in a map. */
  private static final long EXPORT = 48;

  /** Heap for a table beside its elements. */
  private static final long TABLE = 256;

  /** Heap for a memory beside its bytes, be it imported or not. */
  private static final long MEMORY = 1_024;

  /** What an instance's own structure may take without counting as memory. */
  private static final long FREE = 4_096;

  /** What 32 bits can address. A module that declares more is refused, but may be asked before. */
  private static final long MOST_PAGES = 1 << 16;

  private static final long MOST_ELEMENTS = 1L << 32;

  private StartingMemory() {}

  /** Bytes of all: memories and tables that it defines, at their minimum, and its structure. */
  public static long of(DecodedModule module) {
    long pages =
        defined(module, Kind.MEMORY, module.memories()).stream()
            .mapToLong(memory -> Math.min(memory.min(), MOST_PAGES))
            .sum();
    long elements =
        defined(module, Kind.TABLE, module.tables()).stream()
            .mapToLong(table -> Math.min(table.min(), MOST_ELEMENTS))
            .sum();
    return PAGE * pages + ELEMENT * elements + structure(module, 0, 0);
  }

  private static <T extends CoreType> List<T> defined(
      DecodedModule module, Kind kind, List<T> space) {
    return space.subList(module.imported(kind), space.size());
  }

  /**
   * Heap that an instance takes besides its memories and tables. A small component can instantiate
   * a large module often.
   *
   * @param segments how many data and element segments it has
   * @param interpreted how many functions are interpreted although the rest is compiled
   */
  public static long structure(DecodedModule module, int segments, int interpreted) {
    long entries = module.functions().size() + module.imports().size();
    long references = segments + module.types().size();
    long objects = module.globals().size() + interpreted;
    long bytes =
        ENTRY * entries
            + REFERENCE * references
            + OBJECT * objects
            + EXPORT * module.exports().size()
            + TABLE * module.tables().size()
            + MEMORY * module.memories().size();
    return Math.max(0, bytes - FREE);
  }
}

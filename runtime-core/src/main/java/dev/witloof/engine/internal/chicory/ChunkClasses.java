package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.ClassCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassTooLargeException;

/**
 * Takes the classes of some groups of functions from Chicory's compiler, and ends it by an
 * exception as soon as it has them, since it would go on with the rest of the module.
 *
 * <p>The compiler opens a collector when it begins and one for the function groups, and another
 * each time that it begins anew because a class was too large. Whether calls go by bridge classes,
 * it knows only once the main class was too large for them, so it is told so by its first class.
 */
final class ChunkClasses implements ClassCollector {
  /** The compiler was ended on purpose. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether a group of functions did not fit into a class. */
    final boolean tooLarge;

    Ended(boolean tooLarge) {
      super(tooLarge ? "a class is too large" : "all classes are there", null, false, false);
      this.tooLarge = tooLarge;
    }
  }

  private static final int OPENED_WITHOUT_BRIDGES = 2;

  private final ByteClassCollector resolver = new ByteClassCollector();
  private final Map<String, byte[]> classes = new LinkedHashMap<>();
  private final List<String> wanted;
  private final Runnable check;
  private String last = "";
  private boolean bridgesAsked;
  private int openings;

  /**
   * @param wanted the names of the classes
   * @param bridges whether indirect calls go by bridge classes
   * @param check is called after each class; what it throws ends the compiler, too
   */
  ChunkClasses(List<String> wanted, boolean bridges, Runnable check) {
    this.wanted = List.copyOf(wanted);
    this.check = check;
    this.bridgesAsked = !bridges;
    // How often the bridges make it begin is not known; they are put before the groups.
    this.openings = bridges ? Integer.MAX_VALUE : OPENED_WITHOUT_BRIDGES;
  }

  /** The collector that the compiler asks for. */
  ClassCollector open() {
    if (openings == 0) {
      throw new Ended(true);
    }
    openings--;
    return this;
  }

  /** The wanted classes that are there, by name. */
  Map<String, byte[]> found() {
    return classes;
  }

  @Override
  public void put(String name, byte[] bytes) {
    check.run();
    last = name;
    if (!bridgesAsked) {
      bridgesAsked = true;
      throw new ClassTooLargeException(name, 1 << 16);
    }
    if (wanted.contains(name)) {
      classes.put(name, bytes);
      if (classes.size() == wanted.size()) {
        throw new Ended(false);
      }
    }
  }

  /**
   * If it was a bridge, the bridges are complete, and the groups are next. A bridge's own classes,
   * for a type that very many functions have, come before it.
   */
  @Override
  public void putAll(ClassCollector collector) {
    if (GeneratedCode.isBridge(last)) {
      openings = 1;
    }
  }

  @Override
  public void putMainClass(String name, byte[] bytes) {
    throw new IllegalStateException("the compiler made no class " + wanted);
  }

  @Override
  public String mainClassName() {
    throw new IllegalStateException("only groups of functions are compiled");
  }

  @Override
  public Map<String, byte[]> classBytes() {
    return classes;
  }

  @Override
  public byte[] resolve(Class<?> type) {
    return resolver.resolve(type);
  }
}

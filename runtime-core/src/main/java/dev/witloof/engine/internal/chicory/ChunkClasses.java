package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.internal.ClassCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Takes the classes of some groups of functions from Chicory's compiler, and ends it by an
 * exception as soon as it has them, since it would go on with the rest of the module.
 *
 * <p>The compiler opens a collector when it begins and one for the function groups, and another
 * each time that it begins anew because a class was too large.
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

  private static final int OPENED = 2;

  /** What the compiler would copy into each module; it is called where it is. */
  static final byte[] NO_HELPERS = emptyClass();

  private final Map<String, byte[]> classes = new LinkedHashMap<>();
  private final IntPredicate wanted;
  private final int count;
  private final Runnable check;
  private int openings;

  /**
   * @param wanted says of which groups the classes are wanted
   * @param count how many they are
   * @param check is called after each class; what it throws ends the compiler, too
   */
  ChunkClasses(IntPredicate wanted, int count, Runnable check) {
    this.wanted = wanted;
    this.count = count;
    this.check = check;
  }

  private static byte[] emptyClass() {
    ClassWriter writer = new ClassWriter(0);
    String object = Type.getInternalName(Object.class);
    writer.visit(Opcodes.V11, Opcodes.ACC_FINAL, GeneratedCode.HELPER, null, object, null);
    return writer.toByteArray();
  }

  /** The collector that the compiler asks for. */
  ClassCollector open() {
    if (openings == OPENED) {
      throw new Ended(true);
    }
    openings++;
    return this;
  }

  /** The wanted classes that are there, by the names that the compiler gives them. */
  Map<String, byte[]> found() {
    return classes;
  }

  @Override
  public void put(String name, byte[] bytes) {
    check.run();
    if (GeneratedCode.isGroup(name.replace('.', '/')) && wanted.test(GeneratedCode.number(name))) {
      classes.put(name, bytes);
      if (classes.size() == count) {
        throw new Ended(false);
      }
    }
  }

  @Override
  public void putAll(ClassCollector collector) {
    throw new IllegalStateException("the compiler made " + classes.size() + " of " + count);
  }

  @Override
  public void putMainClass(String name, byte[] bytes) {
    throw new IllegalStateException("only groups of functions are compiled");
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
    return NO_HELPERS;
  }
}

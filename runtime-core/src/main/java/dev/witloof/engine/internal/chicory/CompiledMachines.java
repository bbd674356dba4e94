package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import dev.witloof.engine.internal.validate.CheckedModule;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A module compiled to JVM classes, which all its instances share. Functions whose code exceeds the
 * JVM's method size stay interpreted, and those that Chicory compiles to code that the JVM refuses.
 *
 * @param machines makes the machine of an instance
 * @param interpreted how many functions stay interpreted
 */
record CompiledMachines(Function<Instance, Machine> machines, int interpreted) {
  private static final String FUNCTION_PREFIX = "func_";

  /** Wasm bytes that make more than the 64 KiB of JVM code a method may have, whatever they are. */
  private static final int CERTAINLY_TOO_LARGE = 1 << 16;

  /** Restarts before functions are given to the interpreter by their size alone. */
  private static final int PATIENCE = 6;

  /**
   * Compiles a module.
   *
   * <p>Which functions are too large shows only when the whole module is compiled, and then it has
   * to be compiled again without them. So that a hostile module cannot make that go on, after some
   * attempts all functions of half the failing one's size go to the interpreter with it.
   */
  static CompiledMachines compile(WasmModule module, CheckedModule checked) {
    DecodedModule decoded = checked.decoded();
    Set<Integer> interpreted = new HashSet<>();
    addLargerThan(CERTAINLY_TOO_LARGE, decoded, interpreted);
    addMiscompiled(checked, interpreted);
    for (int attempt = 1; ; attempt++) {
      try {
        return compile(module, interpreted);
      } catch (ChicoryException e) {
        int function = tooLarge(e);
        interpreted.add(function);
        if (attempt > PATIENCE) {
          int body = function - decoded.imported(Kind.FUNCTION);
          addLargerThan(decoded.bodies().get(body).size() / 2, decoded, interpreted);
        }
      }
    }
  }

  private static CompiledMachines compile(WasmModule module, Set<Integer> interpreted) {
    // Chicory's public builder does not let classes be changed before they are loaded.
    var result =
        Compiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.FAIL)
            .withInterpretedFunctions(interpreted)
            .withClassCollectorFactory(UninterruptedClasses::new)
            .build()
            .compile();
    var classes = (ClassLoadingCollector) result.collector();
    return new CompiledMachines(classes.machineFactory(), interpreted.size());
  }

  /** The function that the compiler gave up on; any other failure is thrown on. */
  private static int tooLarge(ChicoryException failure) {
    if (failure.getCause() instanceof MethodTooLargeException cause
        && cause.getMethodName().startsWith(FUNCTION_PREFIX)) {
      return Integer.parseInt(cause.getMethodName().substring(FUNCTION_PREFIX.length()));
    }
    throw failure;
  }

  /**
   * Chicory's compiler forgets to drop the parameters of a block or if that a branch leaves, and
   * the JVM then refuses the class. Toolchains hardly ever make such blocks.
   */
  private static void addMiscompiled(CheckedModule checked, Set<Integer> functions) {
    int imported = checked.decoded().imported(Kind.FUNCTION);
    checked.uses().blocksWithParameters().stream().forEach(body -> functions.add(imported + body));
  }

  private static void addLargerThan(int size, DecodedModule decoded, Set<Integer> functions) {
    int imported = decoded.imported(Kind.FUNCTION);
    for (int i = 0; i < decoded.bodies().size(); i++) {
      if (decoded.bodies().get(i).size() > size) {
        functions.add(imported + i);
      }
    }
  }

  /**
   * Empties the method that generated code calls at every loop and call to see whether its thread
   * was interrupted. Metering makes it superfluous, as fuel refills look at the interrupt flag too,
   * and it costs up to a third of the run time.
   */
  private static final class UninterruptedClasses extends ClassLoadingCollector {
    private static final String HELPERS = "Shaded";
    private static final String CHECK = "checkInterruption";

    @Override
    public void put(String className, byte[] bytes) {
      super.put(className, className.endsWith(HELPERS) ? withoutCheck(bytes) : bytes);
    }

    private static byte[] withoutCheck(byte[] bytes) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(bytes).accept(new CheckRemover(writer), 0);
      return writer.toByteArray();
    }
  }

  private static final class CheckRemover extends ClassVisitor {
    CheckRemover(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!name.equals(UninterruptedClasses.CHECK)) {
        return method;
      }
      method.visitCode();
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 0);
      method.visitEnd();
      return new MethodVisitor(Opcodes.ASM9) {};
    }
  }
}

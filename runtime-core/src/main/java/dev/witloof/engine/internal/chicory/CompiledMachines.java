package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A module compiled to JVM classes, which all its instances share. Functions whose code exceeds the
 * JVM's method size stay interpreted.
 *
 * @param machines makes the machine of an instance
 * @param interpreted how many functions stay interpreted
 */
record CompiledMachines(Function<Instance, Machine> machines, int interpreted) {

  static CompiledMachines compile(WasmModule module) {
    // Chicory's public builder tells neither which functions stay interpreted nor lets the classes
    // be changed before they are loaded; its compiler class does both.
    var result =
        Compiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .withClassCollectorFactory(UninterruptedClasses::new)
            .build()
            .compile();
    var classes = (ClassLoadingCollector) result.collector();
    return new CompiledMachines(classes.machineFactory(), result.interpretedFunctions().size());
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

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the classes of a metered module. The method that generated code calls at every loop and
 * call, to see whether its thread was interrupted, is emptied: metering makes it superfluous, as
 * fuel refills look at the interrupt flag too, and it costs up to a third of the run time.
 */
final class MeteredClasses {
  private static final String HELPERS = "Shaded";
  private static final String CHECK = "checkInterruption";

  private MeteredClasses() {}

  /** Loads and verifies every class; the main one last, as it names the others. */
  static ClassLoadingCollector load(ClassCollector compiled) {
    ClassLoadingCollector loaded = new ClassLoadingCollector();
    String main = compiled.mainClassName();
    compiled
        .classBytes()
        .forEach(
            (name, bytes) -> {
              if (!name.equals(main)) {
                loaded.put(name, name.endsWith(HELPERS) ? withoutCheck(bytes) : bytes);
              }
            });
    loaded.putMainClass(main, compiled.classBytes().get(main));
    return loaded;
  }

  private static byte[] withoutCheck(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(new CheckRemover(writer), 0);
    return writer.toByteArray();
  }

  private static final class CheckRemover extends ClassVisitor {
    CheckRemover(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!name.equals(CHECK)) {
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

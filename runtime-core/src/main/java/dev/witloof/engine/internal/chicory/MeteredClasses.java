package dev.witloof.engine.internal.chicory;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Adapts the classes of a metered module. The method that generated code calls at every loop and
 * call, to see whether its thread was interrupted, is emptied: metering makes it superfluous, as
 * fuel refills look at the interrupt flag too, and it costs up to a third of the run time.
 */
final class MeteredClasses {
  /** Changes whenever the same class is adapted to another. Part of the cache's key. */
  static final int VERSION = 1;

  private static final String HELPERS = "Shaded";
  private static final String CHECK = "checkInterruption";

  private MeteredClasses() {}

  /** The class as it shall be loaded. */
  static byte[] adapt(String name, byte[] bytes) {
    return name.endsWith(HELPERS) ? withoutCheck(bytes) : bytes;
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

package dev.witloof.engine.internal.chicory;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adapts the classes that Chicory makes of a metered module, without changing what they compute or
 * what they cost in fuel:
 *
 * <ul>
 *   <li>memories are {@link GuestMemory} by type, and accessed by {@link GuestCode} without a
 *       virtual call: {@link MemoryTypes}, {@link MemoryAccesses};
 *   <li>charges are added up in a local variable, and paid before calls, at returns, now and then
 *       in loops, and when a function fails: {@link FunctionCharges};
 *   <li>where HotSpot would not inline those accesses, they are written out: {@link HotAccesses};
 *   <li>what is too long for generated code is called where Chicory has it, and not in a copy for
 *       each module;
 *   <li>operators that the JVM has are instructions, comparisons branches: {@link Operators};
 *   <li>indirect calls find their function by methods that HotSpot compiles, and by the right one:
 *       {@link Dispatch};
 *   <li>threads are not asked whether they were interrupted: refills of fuel do that.
 * </ul>
 */
final class MeteredClasses {
  /** Changes whenever adapted classes do. Part of the key of whatever caches them. */
  static final int VERSION = 9;

  /** Bytes of code from which on the JVM refuses a method. */
  private static final int METHOD_CODE = 1 << 16;

  /** Instructions, labels and frames none of which becomes more than sixteen bytes on average. */
  private static final int SURE_TO_FIT = METHOD_CODE / 16;

  private MeteredClasses() {}

  /** The class as it shall be loaded. */
  static byte[] adapt(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    ClassReader reader = new ClassReader(bytes);
    reader.accept(
        new Adapter(reader.getClassName(), ClosedFunctions.of(reader), writer),
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private static final class Adapter extends ClassVisitor {
    private final String className;
    private final ClosedFunctions closed;

    Adapter(String className, ClosedFunctions closed, ClassVisitor next) {
      super(Opcodes.ASM9, next);
      this.className = className;
      this.closed = closed;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      String typed = MemoryTypes.descriptor(descriptor);
      return new MethodNode(Opcodes.ASM9, access, name, typed, signature, exceptions) {
        @Override
        public void visitEnd() {
          MemoryTypes.adapt(this);
          Dispatch.adapt(cv, className, this);
          (GeneratedCode.isFunction(this.name) ? adapted(this) : this).accept(cv);
        }
      };
    }

    /** The function with all adaptations; as it is when it would be too large with them. */
    private MethodNode adapted(MethodNode function) {
      if (function.instructions.size() <= SURE_TO_FIT) {
        return adapt(function);
      }
      MethodNode copy = copy(function);
      return fits(adapt(copy)) ? copy : function;
    }

    private MethodNode adapt(MethodNode function) {
      Operators.adapt(function);
      FunctionCharges.adapt(function, closed);
      HotAccesses.adapt(function);
      return function;
    }

    private static MethodNode copy(MethodNode function) {
      MethodNode copy =
          new MethodNode(
              Opcodes.ASM9,
              function.access,
              function.name,
              function.desc,
              function.signature,
              function.exceptions.toArray(String[]::new));
      function.accept(copy);
      return copy;
    }

    private static boolean fits(MethodNode function) {
      CodeSizeEvaluator size = new CodeSizeEvaluator(null);
      function.accept(size);
      return size.getMaxSize() < METHOD_CODE;
    }
  }
}

package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The class of the methods that load and store, for where they are called and not written out: each
 * is {@link AccessCode}. It is made here, and not compiled, for its code to be the same.
 *
 * <p>What they are given comes as Chicory has it: {@code readInt(base, offset, memory)}, {@code
 * writeInt(base, value, offset, memory)}. In loops that nothing interrupts an array and a size take
 * the memory's place; such methods are the guest's own, see {@link QuietAccesses}.
 */
final class AccessMethods {
  static final String CLASS =
      Type.getInternalName(AccessMethods.class).replace("AccessMethods", "GuestAccesses");

  /** Field of the class: what reads and writes at any address. */
  static final String UNSAFE = "UNSAFE";

  /** Field of the class: where an array has its first byte, which flags of the JVM change. */
  static final String FIRST = "FIRST";

  private static final String GUEST_MEMORY = Type.getInternalName(GuestMemory.class);
  private static final String UNSAFE_CLASS = "sun.misc.Unsafe";
  private static final String READ = "read";
  private static final String WRITE = "write";

  /** How the parameters of methods end that are given an array and a size. */
  static final String QUIET = "[BI";

  private static final List<Type> TYPES =
      List.of(
          Type.BYTE_TYPE,
          Type.SHORT_TYPE,
          Type.INT_TYPE,
          Type.LONG_TYPE,
          Type.FLOAT_TYPE,
          Type.DOUBLE_TYPE);

  /** Those of which HotSpot says that they take values at any address, the lowest byte first. */
  private static final List<String> PROCESSORS =
      List.of("aarch64", "amd64", "i386", "ppc64le", "x86", "x86_64");

  /** The class, which code can refer to by its name once this is there. */
  private static final Class<?> DEFINED = define();

  private AccessMethods() {}

  private static Class<?> define() {
    ClassWriter writer = new ClassWriter(0);
    String object = Type.getInternalName(Object.class);
    writer.visit(V11, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, CLASS, null, object, null);
    int constant = ACC_PUBLIC | ACC_STATIC | ACC_FINAL;
    writer.visitField(constant, UNSAFE, descriptor(UNSAFE_CLASS), null, null).visitEnd();
    writer.visitField(constant, FIRST, "J", null, null).visitEnd();
    initialiser().accept(writer);
    for (Type type : TYPES) {
      for (boolean store : new boolean[] {false, true}) {
        method(type, store, false).accept(writer);
      }
    }
    writer.visitEnd();
    try {
      return MethodHandles.lookup().defineClass(writer.toByteArray());
    } catch (IllegalAccessException e) {
      throw new LinkageError("a package does not admit a class of its own", e);
    }
  }

  private static String descriptor(String className) {
    return "L" + className.replace('.', '/') + ";";
  }

  private static MethodNode initialiser() {
    MethodNode method = new MethodNode(ACC_STATIC, "<clinit>", "()V", null, null);
    String own = Type.getInternalName(AccessMethods.class);
    for (AbstractInsnNode each :
        List.of(
            new MethodInsnNode(INVOKESTATIC, own, "unsafe", "()Ljava/lang/Object;"),
            new TypeInsnNode(CHECKCAST, UNSAFE_CLASS.replace('.', '/')),
            new FieldInsnNode(PUTSTATIC, CLASS, UNSAFE, descriptor(UNSAFE_CLASS)),
            new MethodInsnNode(INVOKESTATIC, own, "first", "()J"),
            new FieldInsnNode(PUTSTATIC, CLASS, FIRST, "J"),
            new InsnNode(RETURN))) {
      method.instructions.add(each);
    }
    method.maxStack = 2;
    return method;
  }

  /** Called when the class is initialised; not typed, as compilers warn of each mention. */
  static Object unsafe() throws ReflectiveOperationException {
    Field field = Class.forName(UNSAFE_CLASS).getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return field.get(null);
  }

  /** Called likewise. */
  static long first() throws ReflectiveOperationException {
    Object unsafe = unsafe();
    return (int)
        unsafe.getClass().getMethod("arrayBaseOffset", Class.class).invoke(unsafe, byte[].class);
  }

  /**
   * One of the methods.
   *
   * @param quiet whether it is given an array and a size
   */
  static MethodNode method(Type type, boolean store, boolean quiet) {
    String memory = quiet ? QUIET : "L" + GUEST_MEMORY + ";";
    String descriptor = store ? "(I" + type + "I" + memory + ")V" : "(II" + memory + ")" + type;
    MethodNode method =
        new MethodNode(ACC_PUBLIC | ACC_STATIC, name(type, store), descriptor, null, null);
    int offset = store ? 1 + type.getSize() : 1;
    method.instructions.add(new VarInsnNode(ILOAD, 0));
    if (store) {
      method.instructions.add(new VarInsnNode(type.getOpcode(ILOAD), 1));
    }
    VarInsnNode behind = new VarInsnNode(ALOAD, offset + 1);
    method.instructions.add(
        AccessCode.of(
            type,
            store,
            new VarInsnNode(ILOAD, offset),
            quiet
                ? AccessCode.Memory.of(behind, new VarInsnNode(ILOAD, offset + 2))
                : AccessCode.Memory.of(behind),
            offset + 3));
    method.instructions.add(new InsnNode(store ? RETURN : type.getOpcode(IRETURN)));
    method.maxStack = AccessCode.STACK + 1 + type.getSize();
    method.maxLocals = offset + 3 + WrittenAccess.VARIABLES;
    return method;
  }

  /** Whether a call of one stores. */
  static boolean stores(MethodInsnNode call) {
    return call.name.startsWith(WRITE);
  }

  /** What a call of one loads or stores. */
  static Type type(MethodInsnNode call) {
    return stores(call) ? Type.getArgumentTypes(call.desc)[1] : Type.getReturnType(call.desc);
  }

  /** Whether a call of one gives it an array and a size. */
  static boolean isQuiet(MethodInsnNode call) {
    return call.desc.contains(QUIET + ")");
  }

  /** The name of the methods that load or store a type. */
  private static String name(Type type, boolean store) {
    return (store ? WRITE : READ) + AccessCode.typed(type);
  }

  /**
   * Initialises the class, unless memory cannot be accessed so here.
   *
   * @throws IllegalStateException if the processor wants bytes in another order, or aligned values,
   *     or the JVM was told to deny such accesses
   */
  static void initialise() {
    String processor = System.getProperty("os.arch");
    if (!PROCESSORS.contains(processor)) {
      throw new IllegalStateException(
          "guests cannot be compiled for the processor "
              + processor
              + ", only for "
              + PROCESSORS
              + "; have them interpreted: Engine.Mode.INTERPRETER");
    }
    try {
      first();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the JVM denies access to memory by sun.misc.Unsafe, which compiled connectors need, and"
              + " Arrow; start it with --sun-misc-unsafe-memory-access=allow",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the JVM lacks what compiled connectors need, and Arrow: "
              + e
              + "; it wants the module jdk.unsupported",
          e);
    }
    FirstUse.initialise(DEFINED);
  }
}

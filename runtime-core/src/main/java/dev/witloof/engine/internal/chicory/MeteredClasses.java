package dev.witloof.engine.internal.chicory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adapts the classes that Chicory makes of a metered module, without changing what they compute or
 * what they cost in fuel:
 *
 * <ul>
 *   <li>memories are {@link GuestMemory} by type, and accessed by {@link AccessMethods} without a
 *       virtual call: {@link MemoryTypes}, {@link MemoryAccesses};
 *   <li>charges are added up in a local variable, and paid before calls, at returns, now and then
 *       in loops, and when a function fails: {@link FunctionCharges};
 *   <li>parts of functions that were cut give their results in an array that the memory keeps:
 *       {@link PartResults};
 *   <li>where HotSpot would not inline those accesses, they are written out: {@link HotAccesses},
 *       {@link QuietAccesses};
 *   <li>what is too long for generated code is called where Chicory has it, and not in a copy for
 *       each module;
 *   <li>functions are in the classes that the module's layout says, dispatch of indirect calls in a
 *       class for each type: {@link Placement};
 *   <li>globals and tables are found by the memory: {@link InstanceState};
 *   <li>comparisons whose result is a value do without a branch: {@link ComparedValues};
 *   <li>operators that the JVM has are instructions, comparisons branches: {@link Operators};
 *   <li>{@code table.init} makes no garbage: {@link GuestTable#init};
 *   <li>indirect calls find their function by methods that HotSpot compiles, and by the right one:
 *       {@link Dispatch};
 *   <li>threads are not asked whether they were interrupted: refills of fuel do that.
 * </ul>
 */
final class MeteredClasses {
  /** Changes whenever adapted classes do. Part of the key of whatever caches them. */
  static final int VERSION = 24;

  /** Instructions, labels and frames none of which becomes more than sixteen bytes on average. */
  private static final int SURE_TO_FIT = CodeSize.MOST / 16;

  private MeteredClasses() {}

  /** The class as it shall be loaded, and those that methods of it go to, by binary name. */
  static Map<String, byte[]> adapt(byte[] bytes, Placement placement) {
    ClassReader reader = new ClassReader(bytes);
    Adapter adapter = new Adapter(placement, ClosedFunctions.of(reader, placement));
    reader.accept(adapter, ClassReader.EXPAND_FRAMES);
    Map<String, byte[]> adapted = new LinkedHashMap<>();
    adapter.classes.forEach(
        (name, writer) -> adapted.put(name.replace('/', '.'), writer.toByteArray()));
    return adapted;
  }

  private static final class Adapter extends ClassVisitor {
    private final Placement placement;
    private final Map<String, ClassWriter> classes = new LinkedHashMap<>();
    private final ClosedFunctions closed;
    private String className = "";
    private QuietAccesses quiet = new QuietAccesses(className);

    Adapter(Placement placement, ClosedFunctions closed) {
      super(Opcodes.ASM9);
      this.placement = placement;
      this.closed = closed;
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] types) {
      className = placement.className(name);
      ClassWriter writer = new ClassWriter(0);
      writer.visit(version, access, className, signature, parent, types);
      classes.put(className, writer);
      cv = writer;
      quiet = new QuietAccesses(className);
    }

    @Override
    public void visitEnd() {
      quiet.accept(classes.get(className));
      super.visitEnd();
    }

    /** The class that a method goes to: how to dispatch one type may never be needed. */
    private String owner(MethodNode method) {
      if (!GeneratedCode.isIndirectCall(method.name)) {
        return className;
      }
      String owner = GeneratedCode.indirectCalls(method.name);
      ClassWriter writer = new ClassWriter(0);
      writer.visit(
          Opcodes.V11,
          Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
          owner,
          null,
          Type.getInternalName(Object.class),
          null);
      classes.put(owner, writer);
      return owner;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (placement.isSuperfluous(className, name) || GeneratedCode.takesArray(descriptor)) {
        return null;
      }
      String typed = MemoryTypes.descriptor(descriptor);
      return new MethodNode(Opcodes.ASM9, access, name, typed, signature, exceptions) {
        @Override
        public void visitEnd() {
          MemoryTypes.adapt(this);
          InstanceState.adapt(this);
          placement.adapt(this);
          String owner = owner(this);
          ClassWriter writer = classes.get(owner);
          Dispatch.adapt(writer, owner, this);
          MethodNode adapted = GeneratedCode.isFunction(this.name) ? adapted(this) : this;
          quiet.adapt(adapted);
          adapted.accept(writer);
        }
      };
    }

    /** The function with all adaptations; as it is when it would be too large with them. */
    private MethodNode adapted(MethodNode function) {
      LoopEntries.adapt(function);
      if (function.instructions.size() <= SURE_TO_FIT) {
        return adapt(function);
      }
      MethodNode copy = copy(function);
      return fits(adapt(copy)) ? copy : function;
    }

    private MethodNode adapt(MethodNode function) {
      Operators.adapt(function);
      FunctionCharges.adapt(function, closed);
      if (placement.isPart(function.name)) {
        PartResults.adapt(function);
      }
      ComparedValues.adapt(function);
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
      return CodeSize.widest(function.instructions) <= CodeSize.MOST;
    }
  }
}

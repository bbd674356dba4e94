package dev.witloof.engine.internal.chicory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The functions of a class that can be called with something owed: whatever they call, no host code
 * runs, so nobody can see that it is not paid yet. They are compiled, call only one another, and
 * nothing indirectly. What is found depends on the class alone, as classes are adapted one by one.
 */
final class ClosedFunctions {
  private final Placement placement;
  private final String owner;
  private final Map<String, Set<String>> callees = new HashMap<>();

  private ClosedFunctions(Placement placement, String owner) {
    this.placement = placement;
    this.owner = owner;
  }

  /**
   * Finds them.
   *
   * @param reader a class as Chicory makes it
   * @param placement where its methods go
   */
  static ClosedFunctions of(ClassReader reader, Placement placement) {
    ClosedFunctions functions =
        new ClosedFunctions(placement, placement.className(reader.getClassName()));
    reader.accept(functions.new Functions(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    functions.keepClosed();
    return functions;
  }

  /** Whether a call is one of such a function; by the names that it is placed under. */
  boolean contains(String calledOwner, String name) {
    return calledOwner.equals(owner) && callees.containsKey(name);
  }

  private void keepClosed() {
    while (callees.values().removeIf(called -> !callees.keySet().containsAll(called))) {
      // Removing one may open those that call it.
    }
  }

  private final class Functions extends ClassVisitor {
    Functions() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return GeneratedCode.isFunction(name) && !placement.isSuperfluous(owner, name)
          ? new Calls(placement.name(name))
          : null;
    }
  }

  private final class Calls extends MethodVisitor {
    private final String function;
    private final Set<String> called = new HashSet<>();
    private boolean charges;
    private boolean open;

    Calls(String function) {
      super(Opcodes.ASM9);
      this.function = function;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String calledOwner, String name, String descriptor, boolean isInterface) {
      if (GeneratedCode.isHelper(calledOwner)) {
        charges |= GeneratedCode.isGrowth(name);
        open |= GeneratedCode.runsFunctions(name);
      } else if (GeneratedCode.isGroup(calledOwner)) {
        String placed = placement.name(name);
        called.add(placed);
        open |= !placement.owner(placed).equals(owner);
      } else {
        open |= GeneratedCode.isGenerated(calledOwner);
      }
    }

    @Override
    public void visitEnd() {
      // Code that does not charge stands for a function of the host or of the interpreter.
      if (charges && !open) {
        callees.put(function, called);
      }
    }
  }
}

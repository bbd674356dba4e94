package dev.witloof.engine.internal.chicory;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives functions their names, and puts them where they belong. Chicory names them by the indices
 * that they have where it compiles a part of the module, and thinks of classes that are of no use.
 *
 * @param layout of the whole module
 * @param compiledPerClass how many functions Chicory puts into a class
 * @param index the index, in the whole module, of a function as Chicory counts it; -1 for one that
 *     the module does not have
 * @param parts whether a function of the module was cut out of another one
 * @param indirectTypes the types of which functions are called indirectly
 */
record Placement(
    CodeLayout layout,
    int compiledPerClass,
    IntUnaryOperator index,
    IntPredicate parts,
    BitSet indirectTypes) {

  /** The internal name of a class that Chicory names so. */
  String className(String compiled) {
    if (!GeneratedCode.isGroup(compiled)) {
      return compiled;
    }
    int first = GeneratedCode.number(compiled) * compiledPerClass;
    return GeneratedCode.group(layout.classOf(index.applyAsInt(first)));
  }

  /**
   * Whether a method has no business in a class of that name: it is of a function that the module
   * does not have, or that belongs to another class; or dispatches calls that there are none of.
   */
  boolean isSuperfluous(String className, String method) {
    if (GeneratedCode.isIndirectCall(method)) {
      return !indirectTypes.get(GeneratedCode.number(method));
    }
    if (!GeneratedCode.isOfFunction(method)) {
      return false;
    }
    int function = index.applyAsInt(GeneratedCode.number(method));
    return function < 0 || !className.equals(GeneratedCode.group(layout.classOf(function)));
  }

  /** Whether the function whose method has that name was cut out of another one. */
  boolean isPart(String name) {
    return parts.test(GeneratedCode.number(name));
  }

  /** Adapts the name of a method and what it calls. */
  void adapt(MethodNode method) {
    HostCalls.adapt(method, layout.imported());
    method.name = name(method.name);
    for (AbstractInsnNode each : method.instructions) {
      if (each instanceof MethodInsnNode call) {
        if (GeneratedCode.isGroup(call.owner)) {
          call.name = name(call.name);
          call.owner = owner(call.name);
        } else if (GeneratedCode.isGuestCall(call)) {
          call.owner = GeneratedCode.indirectCalls(call.name);
        } else if (GeneratedCode.callsInterpreter(call)) {
          AbstractInsnNode function = call.getPrevious().getPrevious();
          method.instructions.set(
              function, new LdcInsnNode(index.applyAsInt(GeneratedCode.intOf(function))));
        }
      }
    }
  }

  /** The internal name of the class that a function's method is in, by the method's own name. */
  String owner(String name) {
    return GeneratedCode.group(layout.classOf(GeneratedCode.number(name)));
  }

  /** The name of a method that Chicory names so. */
  String name(String compiled) {
    if (!GeneratedCode.isOfFunction(compiled)) {
      return compiled;
    }
    int number = GeneratedCode.number(compiled);
    return compiled.substring(0, compiled.lastIndexOf('_') + 1) + index.applyAsInt(number);
  }
}

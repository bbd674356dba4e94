package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ASM9;

import com.dylibso.chicory.compiler.internal.Compiler;
import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CoreModules;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.chicory.PartCompiler.Result;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.tree.ClassNode;

/** The classes that come out of compiling parts, and of compiling what dispatches calls. */
class PartCompilerTest {
  private static final String OF_TYPE = "com/dylibso/chicory/$gen/CompiledMachineOfType_0";
  private static final int I64 = 0x7e;

  /** More of a type than Chicory dispatches by one method. */
  private static final int FUNCTIONS = 1_100;

  /** Functions of one type, each of which calls one of its type. */
  private static byte[] module() {
    WasmOutput functions = new WasmOutput(FUNCTIONS).u32(FUNCTIONS);
    WasmOutput bodies = new WasmOutput(16 * FUNCTIONS).u32(FUNCTIONS);
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.u8(0);
      bodies.sized(
          bytes(0, Opcodes.LOCAL_GET, 0, Opcodes.I32_CONST)
              .signed(i)
              .append(bytes(Opcodes.CALL_INDIRECT, 0, 0))
              .append(bulk())
              .u8(Opcodes.END));
    }
    WasmOutput module = bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
    module.u8(Sections.TYPE).sized(bytes(1, 0x60, 1, I64, 0));
    module.u8(Sections.FUNCTION).sized(functions);
    module.u8(Sections.TABLE).sized(bytes(1, 0x70, 0, 0));
    module.u8(Sections.CODE).sized(bodies);
    return module.toByteArray();
  }

  /** So much that there is more than one part. */
  private static WasmOutput bulk() {
    WasmOutput bulk = new WasmOutput(200);
    for (int i = 0; i < 200; i++) {
      bulk.u8(Opcodes.NOP);
    }
    return bulk;
  }

  private static WasmOutput bytes(int... values) {
    WasmOutput out = new WasmOutput(values.length);
    IntStream.of(values).forEach(out::u8);
    return out;
  }

  private static Translatable translatable() {
    OwnModule module = (OwnModule) CoreModules.validate(module());
    byte[] metered = CheckedComponent.of(List.of(module)).metered(0, () -> {});
    OutlinedModule outlined =
        Outliner.outline(metered, new BitSet(), OutlineThreshold.DEFAULT, () -> {});
    return new Translatable(outlined, ModuleBodies.of(outlined.bytes(), 0));
  }

  @Test
  void everyFunctionIsWhereTheLayoutSays() {
    Translatable module = translatable();
    CodeLayout layout = CodeLayout.of(module.bodies());
    List<CodeLayout.Part> parts = layout.parts(module.bodies());
    assertTrue(parts.size() > 1);
    Map<String, Set<String>> methods = new TreeMap<>();
    for (CodeLayout.Part part : parts) {
      Result result = compiler(module, layout).functions(part, Set.of());
      assertEquals(layout, result.layout());
      assertEquals(part.endClass() - part.firstClass(), result.classes().size());
      result.classes().forEach((name, bytes) -> methods.put(name, methods(bytes)));
    }

    Map<String, Set<String>> expected = new TreeMap<>();
    for (int i = 0; i < FUNCTIONS; i++) {
      String name = GeneratedCode.group(layout.classOf(i)).replace('/', '.');
      expected.computeIfAbsent(name, unused -> new TreeSet<>()).add("func_" + i);
    }
    assertEquals(expected, methods);
  }

  @Test
  void dispatchOfATypeHasAClassOfItsOwn() {
    Translatable module = translatable();
    CodeLayout layout = CodeLayout.of(module.bodies());
    CodeLayout.Part part = layout.parts(module.bodies()).get(1);
    compiler(module, layout)
        .functions(part, Set.of())
        .classes()
        .values()
        .forEach(bytes -> assertEquals(Set.of(OF_TYPE), indirectCalls(bytes)));

    Map<String, byte[]> dispatch = compiler(module, layout).dispatch(Set.of()).classes();

    Set<String> methods = methods(dispatch.get(OF_TYPE.replace('/', '.')));
    assertTrue(methods.contains("call_indirect_0"), methods::toString);
    assertEquals(Set.of(), indirectMethods(methods(dispatch.get(Compiler.DEFAULT_CLASS_NAME))));
  }

  private static Set<String> indirectMethods(Set<String> methods) {
    return methods.stream().filter(GeneratedCode::isIndirectCall).collect(Collectors.toSet());
  }

  private static PartCompiler compiler(Translatable module, CodeLayout layout) {
    CompileJob job = new CompileJob(CompileBudget.DEFAULT, () -> false);
    return new PartCompiler(module, layout, job);
  }

  /** The methods of a class, but for those that call functions with boxed values. */
  private static Set<String> methods(byte[] bytes) {
    ClassNode read = new ClassNode();
    new ClassReader(bytes).accept(read, ClassReader.SKIP_CODE);
    return read.methods.stream()
        .map(method -> method.name)
        .filter(name -> !name.matches("call_\\d+"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The classes that a class's indirect calls go to. */
  private static Set<String> indirectCalls(byte[] bytes) {
    Set<String> owners = new TreeSet<>();
    ClassVisitor methods =
        new ClassVisitor(ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String type, boolean isInterface) {
                if (GeneratedCode.isIndirectCall(method)) {
                  owners.add(owner);
                }
              }
            };
          }
        };
    new ClassReader(bytes).accept(methods, ClassReader.SKIP_FRAMES);
    return owners;
  }
}

package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;
import java.util.BitSet;
import java.util.List;

/**
 * The context of validation (core specification, 3.1.1): a module's index spaces as arrays. Value
 * types are their bytes. The methods look an index up for the instruction that names it, which is
 * invalid when nothing has that index.
 */
final class ModuleContext {
  private final byte[][] params;
  private final byte[][] results;
  private final BitSet funcrefTypes = new BitSet();
  private final int[] functionTypes;
  private final byte[] globals;
  private final BitSet mutableGlobals = new BitSet();
  private final byte[] tables;
  private final List<CoreType.Memory> memories;
  private final BitSet declaredReferences = new BitSet();
  private byte[] elementSegments = {};
  private int dataSegments = -1;

  ModuleContext(DecodedModule module) {
    params = new byte[module.types().size()][];
    results = new byte[module.types().size()][];
    for (int i = 0; i < params.length; i++) {
      CoreType.Func type = module.types().get(i);
      params[i] = codes(type.params());
      results[i] = codes(type.results());
      funcrefTypes.set(i, mentionsFuncref(type));
    }
    functionTypes = module.functions().stream().mapToInt(f -> f.typeIndex()).toArray();
    globals = codes(module.globals().stream().map(CoreType.Global::type).toList());
    for (int i = 0; i < globals.length; i++) {
      mutableGlobals.set(i, module.globals().get(i).mutable());
    }
    tables = codes(module.tables().stream().map(CoreType.Table::element).toList());
    memories = module.memories();
  }

  static byte[] codes(List<CoreType.Val> types) {
    byte[] codes = new byte[types.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) ValueTypes.code(types.get(i));
    }
    return codes;
  }

  byte[] params(int type) {
    return params[type];
  }

  byte[] results(int type) {
    return results[type];
  }

  /** Whether functions of that type take or return a funcref. */
  boolean passesFuncref(int type) {
    return funcrefTypes.get(type);
  }

  static boolean mentionsFuncref(CoreType.Func type) {
    return type.params().contains(CoreType.Val.FUNCREF)
        || type.results().contains(CoreType.Val.FUNCREF);
  }

  /** The reference types of the element segments, in order. */
  void setElementSegments(byte[] types) {
    elementSegments = types;
  }

  /** How many data segments the data count section announces. */
  void setDataCount(int count) {
    dataSegments = count;
  }

  int functions() {
    return functionTypes.length;
  }

  int globals() {
    return globals.length;
  }

  /** The function occurs outside of bodies, so that {@code ref.func} may name it. */
  void declareReference(int function) {
    declaredReferences.set(function);
  }

  int type(InstructionReader at, int index) {
    return known("type", at, index, params.length);
  }

  /** The type index of a function. */
  int functionType(InstructionReader at, int index) {
    return functionTypes[known("function", at, index, functionTypes.length)];
  }

  int functionType(int index) {
    return functionTypes[index];
  }

  void requireFunction(InstructionReader at, int index) {
    known("function", at, index, functionTypes.length);
  }

  void requireDeclared(InstructionReader at, int function) {
    requireFunction(at, function);
    if (!declaredReferences.get(function)) {
      throw at.invalid("undeclared function reference " + function);
    }
  }

  int global(InstructionReader at, int index) {
    return globals[known("global", at, index, globals.length)];
  }

  boolean isMutable(int global) {
    return mutableGlobals.get(global);
  }

  /** The type of a table's elements. */
  int table(InstructionReader at, int index) {
    return tables[known("table", at, index, tables.length)];
  }

  int tables() {
    return tables.length;
  }

  int table(int index) {
    return tables[index];
  }

  List<CoreType.Memory> memories() {
    return memories;
  }

  /** The memory exists and has 32-bit addresses: any other proposal's are not validated. */
  void requireMemory(InstructionReader at, int index) {
    known("memory", at, index, memories.size());
    if (memories.get(index).memory64()) {
      throw at.unsupported("memory64");
    }
  }

  /** The reference type of an element segment. */
  int elementSegment(InstructionReader at, int index) {
    return elementSegments[known("elem segment", at, index, elementSegments.length)];
  }

  void requireDataSegment(InstructionReader at, int index) {
    if (dataSegments < 0) {
      throw at.malformed("data count section required");
    }
    known("data segment", at, index, dataSegments);
  }

  private static int known(String what, InstructionReader at, int index, int count) {
    if (index < 0 || index >= count) {
      throw at.invalid("unknown " + what + " " + Integer.toUnsignedString(index));
    }
    return index;
  }
}

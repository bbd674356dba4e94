package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is in reach inside a generated function: its locals and the labels that are open. */
final class ProgramScope {
  private static final int LOCALS_OF_EACH_TYPE = 2;

  /**
   * A block that can be branched to.
   *
   * @param branch what a branch to it takes
   */
  record Label(List<Val> branch, boolean loop) {}

  final Func type;
  final int index;
  private final List<Integer> functions;
  private final List<Val> locals;
  private final List<Label> labels = new ArrayList<>();

  /**
   * @param functions the type indices of all functions
   * @param index of this one
   */
  ProgramScope(List<Integer> functions, int index) {
    this.type = ProgramGenerator.TYPES.get(functions.get(index));
    this.index = index;
    this.functions = functions;
    this.locals = new ArrayList<>(type.params());
    Program.NUMBERS.forEach(t -> locals.addAll(Collections.nCopies(LOCALS_OF_EACH_TYPE, t)));
    open(new Label(type.results(), false));
  }

  /** Declares the locals, and those that are not for values: see below. */
  void declare(WasmWriter out) {
    out.u32(Program.NUMBERS.size() + 3);
    Program.NUMBERS.forEach(type -> out.u8(LOCALS_OF_EACH_TYPE, Program.code(type)));
    out.u8(1, Program.code(Val.I32), 1, Program.code(Val.F32), 1, Program.code(Val.F64));
  }

  /** The i32 that counts jumps back down. */
  int steam() {
    return locals.size();
  }

  /** Where a float is looked at for being NaN. */
  int scratch(Val type) {
    return locals.size() + (type == Val.F32 ? 1 : 2);
  }

  /** A local of the type. */
  int local(Val type, Choices choices) {
    int chosen = choices.below((int) locals.stream().filter(type::equals).count());
    for (int i = 0; ; i++) {
      if (locals.get(i) == type && chosen-- == 0) {
        return i;
      }
    }
  }

  /** The type indices of all functions. */
  List<Integer> functions() {
    return functions;
  }

  /** Whether there is no other function. */
  boolean isAlone() {
    return functions.size() == 1;
  }

  /** The next function: stock Chicory takes a function for undeclared that refers to itself. */
  int other() {
    return (index + 1) % functions.size();
  }

  void open(Label label) {
    labels.add(label);
  }

  void close() {
    labels.remove(labels.size() - 1);
  }

  int depth() {
    return labels.size();
  }

  /** The one that so many are open within. */
  Label label(int depth) {
    return labels.get(labels.size() - 1 - depth);
  }

  /** The depths of labels that take the same as that one. */
  List<Integer> alike(int depth) {
    List<Integer> alike = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (label(i).branch().equals(label(depth).branch())) {
        alike.add(i);
      }
    }
    return alike;
  }
}

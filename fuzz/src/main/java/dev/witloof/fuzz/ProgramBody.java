package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import dev.witloof.fuzz.ProgramScope.Label;
import java.util.List;

/** Statements by choice: what leaves the operand stack as it was. */
final class ProgramBody {
  private static final int STATEMENTS = 7;
  private static final int LEAST = 3;
  private static final int MORE = 10;
  private static final int DEPTH = 7;
  private static final int STEAM = 30;
  private static final int PARTS = 250;

  private final Choices choices;
  private final List<Integer> functions;
  private final boolean blockParameters;
  private final List<Func> blockTypes;
  private final ProgramScope scope;
  private final WasmWriter out = new WasmWriter();
  private final ProgramValues values;
  private int left = PARTS;

  private ProgramBody(
      Choices choices, List<Integer> functions, int index, boolean blockParameters) {
    this.choices = choices;
    this.functions = functions;
    this.blockParameters = blockParameters;
    this.blockTypes =
        ProgramGenerator.TYPES.stream()
            .filter(type -> blockParameters || type.params().isEmpty())
            .toList();
    this.scope = new ProgramScope(functions, index);
    this.values = new ProgramValues(choices, scope, out, this);
  }

  /**
   * The body with its locals and its end.
   *
   * @param functions the type indices of all functions
   * @param blockParameters whether blocks may have them
   */
  static WasmWriter body(
      Choices choices, List<Integer> functions, int index, boolean blockParameters) {
    ProgramBody body = new ProgramBody(choices, functions, index, blockParameters);
    body.scope.declare(body.out);
    body.countCall();
    body.statements(LEAST + choices.below(MORE));
    body.values.all(body.scope.type.results());
    // Stock Chicory goes wrong when the function's end follows a block's.
    body.out.u8(0x01, 0x0b);
    return body.out;
  }

  /** Returns at once when there were too many calls; sets how many jumps back there may be. */
  private void countCall() {
    int calls = ProgramGenerator.CALLS_GLOBAL;
    out.u8(0x23, calls, 0x41, 1, 0x6b, 0x24, calls, 0x23, calls, 0x41, 0, 0x48, 0x04, 0x40);
    scope.type.results().forEach(values::zero);
    out.u8(0x0f, 0x0b, 0x41).signed(STEAM).u8(0x21).u32(scope.steam());
  }

  /** Whether there is anything left to choose, and room for it. */
  boolean mayGrow() {
    return left-- > 0 && scope.depth() <= DEPTH && !choices.ended();
  }

  private void statements(int most) {
    for (int count = most; count > 0 && mayGrow(); count--) {
      statement();
    }
  }

  private void statement() {
    switch (choices.below(23)) {
      case 0, 1 -> {
        Val type = number();
        values.value(type);
        out.u8(0x21).u32(scope.local(type, choices));
      }
      case 2 -> {
        Val type = number();
        values.value(type);
        out.u8(0x24).u32(values.global(type));
      }
      case 3, 4 -> values.store();
      case 5 -> values.bulk();
      case 6 -> values.tables();
      case 7, 8, 9, 10 -> {
        Func type = blockTypes.get(choices.below(blockTypes.size()));
        construct(type);
        discard(type.results());
      }
      case 11, 12 -> branchIf();
      case 13 -> sometimes(this::branchTable);
      case 14 -> branchTable();
      case 15 -> sometimes(this::branch);
      case 16 -> {
        int callee = choices.below(functions.size());
        call(callee);
      }
      case 17 -> {
        int type = functions.get(choices.below(functions.size()));
        values.callIndirect(type);
        discard(ProgramGenerator.TYPES.get(type).results());
      }
      case 18, 19, 20 -> countedLoop();
      case 21 -> sometimes(() -> leave(choices.below(6)));
      default -> leave(choices.below(60));
    }
  }

  /** The types that blocks may have. */
  List<Func> blockTypes() {
    return blockTypes;
  }

  Val number() {
    return Program.NUMBERS.get(choices.below(Program.NUMBERS.size()));
  }

  /** Directly only functions behind this one, so that recursion needs the table. */
  private void call(int callee) {
    if (callee <= scope.index) {
      out.u8(0x01);
      return;
    }
    Func type = ProgramGenerator.TYPES.get(functions.get(callee));
    values.all(type.params());
    out.u8(0x10).u32(callee);
    discard(type.results());
  }

  /** Into locals, or dropped. */
  private void discard(List<Val> types) {
    for (int i = types.size() - 1; i >= 0; i--) {
      if (choices.flip()) {
        out.u8(0x1a);
      } else {
        out.u8(0x21).u32(scope.local(types.get(i), choices));
      }
    }
  }

  /** A block, loop or if of the type; its results are left on the stack. */
  void construct(Func type) {
    int opcode = 2 + choices.below(3);
    if (opcode == 3 && type.results().size() > 1 && !blockParameters) {
      opcode = 2;
    }
    values.all(type.params());
    if (opcode == 4) {
      values.value(Val.I32);
    }
    boolean empty = type.params().isEmpty() && type.results().isEmpty();
    out.u8(opcode).signed(empty ? -64 : ProgramGenerator.TYPES.indexOf(type));
    boolean loop = opcode == 3;
    arm(type, new Label(loop ? type.params() : type.results(), loop));
    if (opcode == 4 && (!type.params().equals(type.results()) || choices.flip())) {
      out.u8(0x05);
      arm(type, new Label(type.results(), false));
    }
    out.u8(0x0b);
  }

  private void countedLoop() {
    out.u8(0x03, 0x40);
    scope.open(new Label(List.of(), true));
    statements(1 + choices.below(STATEMENTS));
    jumpBack();
    out.u8(0x0d, 0);
    scope.close();
    out.u8(0x0b);
  }

  private void arm(Func type, Label label) {
    scope.open(label);
    boolean through = type.params().equals(type.results()) && choices.flip();
    if (!through) {
      discard(type.params());
    }
    statements(choices.below(STATEMENTS));
    if (label.loop() && choices.flip()) {
      if (through) {
        discard(type.params());
        through = false;
      }
      values.all(label.branch());
      jumpBack();
      out.u8(0x0d, 0);
      discard(label.branch());
    }
    if (!through) {
      values.all(type.results());
    }
    scope.close();
  }

  /** Whether there may be another jump back. */
  private void jumpBack() {
    out.u8(0x20).u32(scope.steam()).u8(0x41, 1, 0x6b, 0x22).u32(scope.steam()).u8(0x41, 0, 0x4a);
  }

  private void branchIf() {
    int label = choices.below(scope.depth());
    values.all(scope.label(label).branch());
    values.value(Val.I32);
    if (scope.label(label).loop()) {
      jumpBack();
      out.u8(0x71);
    }
    out.u8(0x0d).u32(label);
    discard(scope.label(label).branch());
  }

  /** Within an {@code if}, so that what follows may be reached. */
  private void sometimes(Runnable statement) {
    values.value(Val.I32);
    out.u8(0x04, 0x40);
    scope.open(new Label(List.of(), false));
    statement.run();
    scope.close();
    out.u8(0x0b);
  }

  private void branch() {
    int label = choices.below(scope.depth());
    if (scope.label(label).loop()) {
      values.all(scope.label(label).branch());
      jumpBack();
      out.u8(0x0d).u32(label);
      discard(scope.label(label).branch());
    } else {
      values.all(scope.label(label).branch());
      out.u8(0x0c).u32(label);
    }
  }

  /** Labels that take the same; jumps back are guarded by an {@code if} around it. */
  private void branchTable() {
    int chosen = choices.below(scope.depth());
    boolean loops = scope.alike(chosen).stream().anyMatch(depth -> scope.label(depth).loop());
    if (loops) {
      jumpBack();
      out.u8(0x04, 0x40);
      scope.open(new Label(List.of(), false));
      chosen++;
    }
    List<Integer> alike = scope.alike(chosen);
    values.all(scope.label(chosen).branch());
    values.value(Val.I32);
    int targets = choices.below(5);
    if (choices.flip()) {
      out.u8(0x41, 7, 0x71);
    }
    out.u8(0x0e).u32(targets);
    for (int i = 0; i <= targets; i++) {
      out.u32(alike.get(choices.below(alike.size())));
    }
    if (loops) {
      scope.close();
      out.u8(0x0b);
    }
  }

  private void leave(int kind) {
    switch (kind) {
      case 1, 2 -> {
        values.all(scope.type.results());
        out.u8(0x0f);
      }
      case 3 -> out.u8(0x00);
      case 4, 5 -> branch();
      default -> out.u8(0x01);
    }
  }
}

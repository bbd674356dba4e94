package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import java.util.List;

/** Expressions by choice: what pushes one value; and instructions that take several of them. */
final class ProgramValues {
  /** One in so many of what may trap is let be. */
  private static final int TRAPS = 10;

  private static final int TRUSTED_ADDRESSES = 0x1fff;
  private static final float[] FLOATS = {
    0,
    -0f,
    1,
    -1,
    0.5f,
    1.5f,
    2147483648f,
    4294967296f,
    9.223372e18f,
    -2147483648f,
    3.4e38f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Float.MIN_VALUE
  };
  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    31,
    32,
    63,
    64,
    255,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** Loads and stores of each type; natural alignment is never claimed. */
  private static final List<int[]> LOADS =
      List.of(
          new int[] {0x28, 0x2c, 0x2d, 0x2e, 0x2f},
          new int[] {0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35},
          new int[] {0x2a},
          new int[] {0x2b});

  private static final List<int[]> STORES =
      List.of(
          new int[] {0x36, 0x3a, 0x3b},
          new int[] {0x37, 0x3c, 0x3d, 0x3e},
          new int[] {0x38},
          new int[] {0x39});

  private final Choices choices;
  private final ProgramScope scope;
  private final WasmWriter out;
  private final ProgramBody body;

  ProgramValues(Choices choices, ProgramScope scope, WasmWriter out, ProgramBody body) {
    this.choices = choices;
    this.scope = scope;
    this.out = out;
    this.body = body;
  }

  void all(List<Val> types) {
    types.forEach(this::value);
  }

  void value(Val type) {
    if (!body.mayGrow()) {
      local(type);
      return;
    }
    switch (choices.below(18)) {
      case 0, 1, 2 -> local(type);
      case 3, 4 -> constant(type);
      case 5, 6, 7, 8, 9 -> operation(type);
      case 10 -> load(type);
      case 11 -> out.u8(0x23).u32(global(type));
      case 12 -> {
        value(type);
        out.u8(0x22).u32(scope.local(type, choices));
      }
      case 13 -> select(type);
      case 14 -> construct(type);
      case 15 -> indirect(type);
      case 16 -> size(type);
      default -> multiple(type);
    }
  }

  void zero(Val type) {
    switch (type) {
      case I32 -> out.u8(0x41, 0);
      case I64 -> out.u8(0x42, 0);
      case F32 -> out.u8(0x43).fixed(0, 4);
      default -> out.u8(0x44).fixed(0, 8);
    }
  }

  private void local(Val type) {
    out.u8(0x20).u32(scope.local(type, choices));
  }

  private void constant(Val type) {
    boolean special = choices.flip();
    long integer = special ? INTEGERS[choices.below(INTEGERS.length)] : choices.bits(8);
    float number = FLOATS[choices.below(FLOATS.length)];
    switch (type) {
      case I32 -> out.u8(0x41).signed((int) integer);
      case I64 -> out.u8(0x42).signed(integer);
      case F32 -> out.u8(0x43).fixed(special ? Float.floatToRawIntBits(number) : integer, 4);
      default -> out.u8(0x44).fixed(special ? Double.doubleToRawLongBits(number) : integer, 8);
    }
  }

  int global(Val type) {
    int first = 1 + ProgramGenerator.GLOBALS_OF_EACH_TYPE * Program.NUMBERS.indexOf(type);
    return first + choices.below(ProgramGenerator.GLOBALS_OF_EACH_TYPE);
  }

  private void operation(Val type) {
    List<Operation> all = Operation.of(type);
    Operation operation = all.get(choices.below(all.size()));
    if (operation.mayTrap() && choices.below(TRAPS) != 0) {
      local(type);
      return;
    }
    for (Val operand : operation.operands()) {
      value(operand);
      if (operation.wantsCanonicalNan()) {
        canonical(operand);
      } else if (operation.wantsPositive()) {
        out.u8(0x42).signed(1).u8(0x88);
      }
    }
    operation.write(out);
    if (operation.makesNan()) {
      canonical(type);
    }
  }

  /** Makes a NaN on the stack the canonical one, as others differ from machine to machine. */
  private void canonical(Val type) {
    int scratch = scope.scratch(type);
    out.u8(0x22).u32(scratch);
    if (type == Val.F32) {
      out.u8(0x43).fixed(Float.floatToRawIntBits(Float.NaN), 4);
    } else {
      out.u8(0x44).fixed(Double.doubleToRawLongBits(Double.NaN), 8);
    }
    out.u8(0x20).u32(scratch).u8(0x20).u32(scratch).u8(type == Val.F32 ? 0x5b : 0x61, 0x1b);
  }

  private void select(Val type) {
    value(type);
    value(type);
    value(Val.I32);
    if (choices.flip()) {
      out.u8(0x1b);
    } else {
      out.u8(0x1c, 1, Program.code(type));
    }
  }

  private void construct(Val type) {
    body.construct(new Func(List.of(), List.of(type)));
  }

  /** A block with several results, of which one is kept. */
  private void multiple(Val type) {
    List<Func> fitting =
        body.blockTypes().stream()
            .filter(f -> f.results().size() > 1 && f.results().get(0) == type)
            .toList();
    if (fitting.isEmpty()) {
      local(type);
      return;
    }
    Func chosen = fitting.get(choices.below(fitting.size()));
    body.construct(chosen);
    chosen.results().subList(1, chosen.results().size()).forEach(dropped -> out.u8(0x1a));
  }

  private void indirect(Val type) {
    List<Func> fitting =
        ProgramGenerator.TYPES.stream().filter(f -> f.results().equals(List.of(type))).toList();
    Func chosen = fitting.get(choices.below(fitting.size()));
    int index = ProgramGenerator.TYPES.indexOf(chosen);
    if (scope.functions().contains(index) || choices.below(TRAPS) == 0) {
      callIndirect(index);
    } else {
      local(type);
    }
  }

  /** Mostly by the index that a function of the type has at first. */
  void callIndirect(int type) {
    all(ProgramGenerator.TYPES.get(type).params());
    int index = scope.functions().indexOf(type);
    if (index >= 0 && choices.below(TRAPS) != 0) {
      out.u8(0x41).signed(ProgramGenerator.TABLE_OFFSET + index);
    } else {
      index();
    }
    out.u8(0x11).u32(type).u8(0);
  }

  /** Of a table element; mostly there is one. */
  private void index() {
    value(Val.I32);
    if (choices.below(TRAPS) != 0) {
      out.u8(0x41, 7, 0x71);
    }
  }

  /** As {@link #index}, but small: stock Chicory's sums of large ones overflow. */
  private void element() {
    masked(choices.below(TRAPS) == 0 ? 0xffff : 7);
  }

  private void size(Val type) {
    if (type != Val.I32) {
      constant(type);
      return;
    }
    switch (choices.below(5)) {
      case 0 -> out.u8(0x3f, 0);
      case 1 -> {
        // Never negative: what that costs would end every program.
        masked(choices.below(TRAPS) == 0 ? Integer.MAX_VALUE : 1);
        out.u8(0x40, 0);
      }
      case 2 -> out.u8(0xfc, 16, 0);
      case 3 -> {
        reference();
        masked(choices.below(TRAPS) == 0 ? Integer.MAX_VALUE : 1);
        out.u8(0xfc, 15, 0);
      }
      default -> {
        reference();
        out.u8(0xd1);
      }
    }
  }

  /** A function reference, or null. */
  private void reference() {
    switch (scope.isAlone() ? 0 : choices.below(3)) {
      case 0 -> out.u8(0xd0, 0x70);
      case 1 -> out.u8(0xd2).u32(scope.other());
      default -> {
        index();
        out.u8(0x25, 0);
      }
    }
  }

  /**
   * An address.
   *
   * @param trusted whether it must be far from the end of the address space, where stock Chicory
   *     lets some stores wrap around
   */
  private void address(boolean trusted) {
    value(Val.I32);
    if (trusted || choices.below(3 * TRAPS) != 0) {
      out.u8(0x41).signed(TRUSTED_ADDRESSES).u8(0x71);
    }
  }

  private void masked(int mask) {
    value(Val.I32);
    out.u8(0x41).signed(mask).u8(0x71);
  }

  private void access(int[] opcodes) {
    out.u8(opcodes[choices.below(opcodes.length)], 0).u32(choices.bits(1));
  }

  private void load(Val type) {
    address(false);
    access(LOADS.get(Program.NUMBERS.indexOf(type)));
  }

  void store() {
    Val type = body.number();
    address(true);
    value(type);
    access(STORES.get(Program.NUMBERS.indexOf(type)));
  }

  void bulk() {
    int kind = choices.below(4);
    if (kind == 3) {
      out.u8(0xfc, 9, 1);
      return;
    }
    address(false);
    if (kind == 2) {
      masked(15);
      masked(31);
    } else {
      address(false);
      masked(0x3ff);
    }
    switch (kind) {
      case 0 -> out.u8(0xfc, 10, 0, 0);
      case 1 -> out.u8(0xfc, 11, 0);
      default -> out.u8(0xfc, 8, 1, 0);
    }
  }

  void tables() {
    switch (choices.below(5)) {
      case 0 -> {
        element();
        reference();
        out.u8(0x26, 0);
      }
      case 1 -> {
        element();
        reference();
        masked(3);
        out.u8(0xfc, 17, 0);
      }
      case 2 -> {
        element();
        element();
        masked(3);
        out.u8(0xfc, 14, 0, 0);
      }
      case 3 -> {
        element();
        masked(3);
        masked(3);
        out.u8(0xfc, 12, 1, 0);
      }
      default -> out.u8(0xfc, 13, 1);
    }
  }
}

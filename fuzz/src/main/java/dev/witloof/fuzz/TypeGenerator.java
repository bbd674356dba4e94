package dev.witloof.fuzz;

import dev.witloof.fuzz.GeneratedScope.Entry;
import dev.witloof.fuzz.GeneratedScope.Sort;
import dev.witloof.fuzz.GeneratedScope.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Types of generated components by choice. */
final class TypeGenerator {
  private static final int PRIMITIVES = 0x7f;
  private static final int MEMBERS = 4;

  private final Choices choices;
  private final Supplier<String> names;

  TypeGenerator(Choices choices, Supplier<String> names) {
    this.choices = choices;
    this.names = names;
  }

  /** A type definition, which then has its index in the scope. */
  WasmWriter define(GeneratedScope scope, int depth) {
    return switch (choices.below(depth > 0 ? 14 : 10)) {
      case 0, 1 -> {
        WasmWriter function = function(scope);
        scope.add(Sort.TYPE, Entry.of(What.FUNCTION_TYPE));
        yield function;
      }
      case 2 -> {
        WasmWriter resource = resource(scope);
        scope.add(Sort.TYPE, Entry.of(What.RESOURCE));
        yield resource;
      }
      case 10, 11, 12 -> {
        WasmWriter instance = scheme(0x42, scope, depth);
        scope.add(Sort.TYPE, Entry.of(What.INSTANCE_TYPE));
        yield instance;
      }
      case 13 -> {
        WasmWriter component = scheme(0x41, scope, depth);
        scope.add(Sort.TYPE, Entry.of(What.COMPONENT_TYPE));
        yield component;
      }
      default -> {
        WasmWriter value = value(scope);
        scope.add(Sort.TYPE, Entry.of(What.VALUE));
        yield value;
      }
    };
  }

  private WasmWriter function(GeneratedScope scope) {
    int count = choices.below(MEMBERS);
    WasmWriter type = new WasmWriter().u8(0x40).u32(count);
    for (int i = 0; i < count; i++) {
      type.name("p" + i).raw(refer(scope));
    }
    return choices.flip() ? type.u8(0).raw(refer(scope)) : type.u8(1, 0);
  }

  private WasmWriter resource(GeneratedScope scope) {
    WasmWriter type = new WasmWriter().u8(0x3f, 0x7f);
    return choices.below(3) == 2 ? type.u8(1).u32(scope.pick(choices, Sort.CORE_FUNC)) : type.u8(0);
  }

  private WasmWriter value(GeneratedScope scope) {
    int count = 1 + choices.below(MEMBERS);
    return switch (choices.below(10)) {
      case 0 -> {
        WasmWriter record = new WasmWriter().u8(0x72).u32(count);
        for (int i = 0; i < count; i++) {
          record.name("l" + i).raw(refer(scope));
        }
        yield record;
      }
      case 1 -> {
        WasmWriter variant = new WasmWriter().u8(0x71).u32(count);
        for (int i = 0; i < count; i++) {
          variant.name("l" + i).raw(optional(scope)).u8(0);
        }
        yield variant;
      }
      case 2 -> new WasmWriter().u8(0x70).raw(refer(scope));
      case 3 -> {
        WasmWriter tuple = new WasmWriter().u8(0x6f).u32(count);
        for (int i = 0; i < count; i++) {
          tuple.raw(refer(scope));
        }
        yield tuple;
      }
      case 4 -> new WasmWriter().u8(0x6e, 2).name("a").name("b");
      case 5 -> new WasmWriter().u8(0x6d, 2).name("a").name("b");
      case 6 -> new WasmWriter().u8(0x6b).raw(refer(scope));
      case 7 -> new WasmWriter().u8(0x6a).raw(optional(scope)).raw(optional(scope));
      case 8 -> new WasmWriter().u8(0x69).u32(scope.pick(choices, Sort.TYPE, What.RESOURCE));
      default -> new WasmWriter().u8(0x68).u32(scope.pick(choices, Sort.TYPE, What.RESOURCE));
    };
  }

  private WasmWriter refer(GeneratedScope scope) {
    int choice = choices.below(32);
    return choice < 13
        ? new WasmWriter().u8(PRIMITIVES - choice)
        : new WasmWriter().signed(scope.pick(choices, Sort.TYPE, What.VALUE));
  }

  private WasmWriter optional(GeneratedScope scope) {
    return choices.flip() ? new WasmWriter().u8(1).raw(refer(scope)) : new WasmWriter().u8(0);
  }

  /** An instance type (0x42) or a component type (0x41). */
  private WasmWriter scheme(int code, GeneratedScope outer, int depth) {
    GeneratedScope scope = new GeneratedScope(Optional.of(outer));
    List<WasmWriter> declarations = new ArrayList<>();
    for (int left = choices.below(8); left > 0; left--) {
      declarations.add(declaration(code == 0x41, scope, depth));
    }
    return new WasmWriter().u8(code).vector(declarations);
  }

  private WasmWriter declaration(boolean component, GeneratedScope scope, int depth) {
    return switch (choices.below(6)) {
      case 0, 1 -> new WasmWriter().u8(1).raw(define(scope, depth - 1));
      case 2 -> {
        GeneratedScope from = scope.outer().orElse(scope);
        int index = from.pick(choices, Sort.TYPE);
        List<Entry> space = from.space(Sort.TYPE);
        scope.add(Sort.TYPE, index < space.size() ? space.get(index) : Entry.of(What.OTHER));
        yield new WasmWriter().u8(2, 3, 2, 1).u32(index);
      }
      case 3 ->
          component
              ? new WasmWriter().u8(3).raw(extern(scope, names.get()))
              : new WasmWriter().u8(1).raw(define(scope, depth - 1));
      default -> new WasmWriter().u8(4).raw(extern(scope, names.get()));
    };
  }

  /** A name and what it is; it then has its index in the scope. */
  WasmWriter extern(GeneratedScope scope, String name) {
    WasmWriter out = new WasmWriter().externName(name);
    Sort sort;
    Entry entry = Entry.of(What.OTHER);
    switch (choices.below(8)) {
      case 0, 1 -> {
        sort = Sort.FUNC;
        out.u8(1).u32(scope.pick(choices, Sort.TYPE, What.FUNCTION_TYPE));
      }
      case 2, 3 -> {
        sort = Sort.TYPE;
        int index = scope.pick(choices, Sort.TYPE);
        List<Entry> space = scope.space(Sort.TYPE);
        entry = index < space.size() ? space.get(index) : entry;
        out.u8(3, 0).u32(index);
      }
      case 4 -> {
        sort = Sort.TYPE;
        entry = Entry.of(What.RESOURCE);
        out.u8(3, 1);
      }
      case 5 -> {
        sort = Sort.COMPONENT;
        out.u8(4).u32(scope.pick(choices, Sort.TYPE, What.COMPONENT_TYPE));
      }
      case 6 -> {
        sort = Sort.CORE_MODULE;
        out.u8(0, 0x11).u32(scope.pick(choices, Sort.CORE_TYPE));
      }
      default -> {
        sort = Sort.INSTANCE;
        out.u8(5).u32(scope.pick(choices, Sort.TYPE, What.INSTANCE_TYPE));
      }
    }
    scope.add(sort, entry);
    return out;
  }

  /** A core function type, or the type of a module. */
  WasmWriter core() {
    WasmWriter function = new WasmWriter().u8(0x60, 1, 0x7f, 1, 0x7f);
    return choices.flip()
        ? function
        : new WasmWriter()
            .u8(0x50, 3)
            .u8(1)
            .raw(function)
            .u8(0)
            .name("a")
            .name("f")
            .u8(0, 0)
            .u8(3)
            .name("m")
            .u8(2, 0, 1);
  }
}

package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Val;
import dev.witloof.fuzz.GeneratedScope.Entry;
import dev.witloof.fuzz.GeneratedScope.Sort;
import dev.witloof.fuzz.GeneratedScope.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Components by choice: well-formed, and valid more often than not, for indices mostly are of the
 * kind that is needed. Each definition is a section of its own.
 */
final class ComponentGenerator {
  private static final int DEPTH = 3;
  private static final int DEFINITIONS = 24;
  private static final String[] NAMES = {
    "a",
    "b",
    "c-d",
    "r",
    "f",
    "x:y/i@0.1.0",
    "x:y/i@0.1.2",
    "x:y/j",
    "[constructor]r",
    "[method]r.m",
    "[static]r.s"
  };

  private final Choices choices;
  private final TypeGenerator types;
  private int fresh;

  private ComponentGenerator(Choices choices) {
    this.choices = choices;
    this.types = new TypeGenerator(choices, this::name);
  }

  static byte[] component(Choices choices) {
    ComponentGenerator generator = new ComponentGenerator(choices);
    return generator.component(new GeneratedScope(Optional.empty()), DEPTH);
  }

  private byte[] component(GeneratedScope scope, int depth) {
    WasmWriter out = WasmWriter.component();
    for (int left = DEFINITIONS; left > 0 && !choices.ended(); left--) {
      int kind = choices.below(21);
      if (kind == 20) {
        break;
      }
      define(kind, out, scope, depth);
    }
    return out.bytes();
  }

  private void define(int kind, WasmWriter out, GeneratedScope scope, int depth) {
    switch (kind) {
      case 0, 1 -> module(out, scope);
      case 2, 3 -> coreInstance(out, scope);
      case 4 -> coreAlias(out, scope);
      case 5 -> {
        out.vectorSection(3, types.core());
        scope.add(Sort.CORE_TYPE);
      }
      case 6 -> nested(out, scope, depth);
      case 7 -> instantiate(out, scope);
      case 8 -> inlineInstance(out, scope);
      case 9 -> alias(out, scope);
      case 10 -> outerAlias(out, scope);
      case 11, 12, 13 -> out.vectorSection(7, types.define(scope, depth));
      case 14 -> lift(out, scope);
      case 15 -> lower(out, scope);
      case 16 -> resourceBuiltin(out, scope);
      case 17 -> out.vectorSection(10, types.extern(scope, name()));
      default -> export(out, scope);
    }
  }

  private String name() {
    return choices.below(4) == 3 ? "n" + fresh++ : known();
  }

  /** A name that something may have. */
  private String known() {
    return NAMES[choices.below(NAMES.length)];
  }

  private void module(WasmWriter out, GeneratedScope scope) {
    CoreTemplate[] all = CoreTemplate.values();
    CoreTemplate template = all[choices.below(all.length)];
    out.section(1, new WasmWriter().raw(template.bytes()));
    scope.add(Sort.CORE_MODULE, new Entry(What.OTHER, Optional.of(template), Optional.empty()));
  }

  private void coreInstance(WasmWriter out, GeneratedScope scope) {
    if (choices.below(3) == 2) {
      int function = scope.pick(choices, Sort.CORE_FUNC);
      out.vectorSection(2, new WasmWriter().u8(1, 1).name("f").u8(0).u32(function));
      scope.add(Sort.CORE_INSTANCE);
      return;
    }
    int module = scope.pick(choices, Sort.CORE_MODULE);
    Optional<CoreTemplate> template =
        module < scope.space(Sort.CORE_MODULE).size()
            ? scope.space(Sort.CORE_MODULE).get(module).template()
            : Optional.empty();
    WasmWriter instance = new WasmWriter().u8(0).u32(module);
    if (template.equals(Optional.of(CoreTemplate.CALLER))) {
      instance.u8(1).name("a").u8(0x12).u32(scope.pick(choices, Sort.CORE_INSTANCE));
    } else {
      instance.u8(0);
    }
    out.vectorSection(2, instance);
    scope.add(Sort.CORE_INSTANCE, new Entry(What.OTHER, template, Optional.empty()));
  }

  private void coreAlias(WasmWriter out, GeneratedScope scope) {
    int index = scope.pick(choices, Sort.CORE_INSTANCE);
    Optional<CoreTemplate> template =
        index < scope.space(Sort.CORE_INSTANCE).size()
            ? scope.space(Sort.CORE_INSTANCE).get(index).template()
            : Optional.empty();
    List<CoreTemplate.Function> functions = template.map(CoreTemplate::functions).orElse(List.of());
    int choice = choices.below(12);
    if (choice < functions.size()) {
      CoreTemplate.Function function = functions.get(choice);
      alias(out, Sort.CORE_FUNC, 1, index, function.name());
      scope.add(Sort.CORE_FUNC, new Entry(What.OTHER, Optional.empty(), Optional.of(function)));
      return;
    }
    Sort sort =
        switch (choice % 4) {
          case 0 -> Sort.CORE_TABLE;
          case 1 -> Sort.CORE_GLOBAL;
          case 2 -> Sort.CORE_FUNC;
          default -> Sort.CORE_MEMORY;
        };
    String name =
        switch (sort) {
          case CORE_TABLE -> "t";
          case CORE_GLOBAL -> "v";
          case CORE_FUNC -> "f";
          default -> "m";
        };
    alias(out, sort, 1, index, name);
    scope.add(sort);
  }

  private static void alias(WasmWriter out, Sort sort, int target, int instance, String name) {
    out.vectorSection(6, new WasmWriter().u8(sort.code()).u8(target).u32(instance).name(name));
  }

  private void nested(WasmWriter out, GeneratedScope scope, int depth) {
    GeneratedScope inner = new GeneratedScope(Optional.of(scope));
    byte[] bytes = depth > 1 ? component(inner, depth - 1) : WasmWriter.component().bytes();
    out.section(4, new WasmWriter().raw(bytes));
    scope.add(Sort.COMPONENT);
  }

  /** With arguments by any name, as imports are named by chance, too. */
  private void instantiate(WasmWriter out, GeneratedScope scope) {
    List<WasmWriter> arguments = new ArrayList<>();
    for (int left = choices.below(4); left > 0; left--) {
      Sort sort = Sort.values()[choices.below(4)];
      arguments.add(new WasmWriter().name(known()).u8(sort.code()).u32(scope.pick(choices, sort)));
    }
    out.vectorSection(
        5, new WasmWriter().u8(0).u32(scope.pick(choices, Sort.COMPONENT)).vector(arguments));
    scope.add(Sort.INSTANCE);
  }

  private void inlineInstance(WasmWriter out, GeneratedScope scope) {
    List<WasmWriter> exports = new ArrayList<>();
    for (int left = choices.below(4); left > 0; left--) {
      Sort sort = Sort.values()[choices.below(4)];
      exports.add(
          new WasmWriter().externName(name()).u8(sort.code()).u32(scope.pick(choices, sort)));
    }
    out.vectorSection(5, new WasmWriter().u8(1).vector(exports));
    scope.add(Sort.INSTANCE);
  }

  private void alias(WasmWriter out, GeneratedScope scope) {
    Sort sort = Sort.values()[choices.below(4)];
    alias(out, sort, 0, scope.pick(choices, Sort.INSTANCE), known());
    What[] kinds = What.values();
    scope.add(sort, Entry.of(kinds[choices.below(kinds.length)]));
  }

  private void outerAlias(WasmWriter out, GeneratedScope scope) {
    Sort[] sorts = {Sort.TYPE, Sort.COMPONENT, Sort.CORE_MODULE, Sort.CORE_TYPE};
    Sort sort = sorts[choices.below(sorts.length)];
    int count = choices.below(3);
    GeneratedScope from = scope;
    for (int i = 0; i < count; i++) {
      from = from.outer().orElse(from);
    }
    int index = from.pick(choices, sort);
    out.vectorSection(6, new WasmWriter().u8(sort.code()).u8(2).u32(count).u32(index));
    List<Entry> space = from.space(sort);
    scope.add(sort, index < space.size() ? space.get(index) : Entry.of(What.OTHER));
  }

  /** Of a function type that fits, made for the purpose, or of one that was there. */
  private void lift(WasmWriter out, GeneratedScope scope) {
    int core = scope.pick(choices, Sort.CORE_FUNC);
    Optional<CoreTemplate.Function> function =
        core < scope.space(Sort.CORE_FUNC).size()
            ? scope.space(Sort.CORE_FUNC).get(core).function()
            : Optional.empty();
    int type;
    if (function.isPresent() && choices.below(4) < 3) {
      out.vectorSection(7, fitting(function.get()));
      type = scope.space(Sort.TYPE).size();
      scope.add(Sort.TYPE, Entry.of(What.FUNCTION_TYPE));
    } else {
      type = scope.pick(choices, Sort.TYPE, What.FUNCTION_TYPE);
    }
    out.vectorSection(8, new WasmWriter().u8(0, 0).u32(core).raw(options(scope, true)).u32(type));
    scope.add(Sort.FUNC);
  }

  private WasmWriter fitting(CoreTemplate.Function function) {
    WasmWriter type = new WasmWriter().u8(0x40).u32(function.parameters().size());
    for (int i = 0; i < function.parameters().size(); i++) {
      type.name("p" + i).raw(flat(function.parameters().get(i)));
    }
    if (function.results().isEmpty()) {
      return type.u8(1, 0);
    }
    return type.u8(0).raw(flat(function.results().get(0)));
  }

  /** A primitive whose flat form is the core type; a string, too, returns as one pointer. */
  private WasmWriter flat(Val core) {
    int[] codes =
        switch (core) {
          case I64 -> new int[] {0x78, 0x77};
          case F32 -> new int[] {0x76};
          case F64 -> new int[] {0x75};
          default -> new int[] {0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x7a, 0x79, 0x74, 0x73};
        };
    return new WasmWriter().u8(codes[choices.below(codes.length)]);
  }

  private WasmWriter options(GeneratedScope scope, boolean lift) {
    List<WasmWriter> options = new ArrayList<>();
    int chosen = choices.below(32);
    if ((chosen & 1) != 0) {
      options.add(new WasmWriter().u8(choices.below(3)));
    }
    if ((chosen & 2) != 0) {
      options.add(new WasmWriter().u8(3).u32(scope.pick(choices, Sort.CORE_MEMORY)));
    }
    if ((chosen & 4) != 0) {
      options.add(new WasmWriter().u8(4).u32(scope.pick(choices, Sort.CORE_FUNC)));
    }
    if ((chosen & 24) == 24 && lift) {
      options.add(new WasmWriter().u8(5).u32(scope.pick(choices, Sort.CORE_FUNC)));
    }
    return new WasmWriter().vector(options);
  }

  private void lower(WasmWriter out, GeneratedScope scope) {
    out.vectorSection(
        8,
        new WasmWriter().u8(1, 0).u32(scope.pick(choices, Sort.FUNC)).raw(options(scope, false)));
    scope.add(Sort.CORE_FUNC);
  }

  private void resourceBuiltin(WasmWriter out, GeneratedScope scope) {
    out.vectorSection(
        8,
        new WasmWriter()
            .u8(2 + choices.below(3))
            .u32(scope.pick(choices, Sort.TYPE, What.RESOURCE)));
    scope.add(Sort.CORE_FUNC);
  }

  private void export(WasmWriter out, GeneratedScope scope) {
    Sort sort = Sort.values()[choices.below(4)];
    int index = scope.pick(choices, sort);
    String name = name();
    out.vectorSection(11, new WasmWriter().externName(name).u8(sort.code()).u32(index).u8(0));
    List<Entry> space = scope.space(sort);
    Entry entry = index < space.size() ? space.get(index) : Entry.of(What.OTHER);
    scope.add(sort, entry);
  }
}

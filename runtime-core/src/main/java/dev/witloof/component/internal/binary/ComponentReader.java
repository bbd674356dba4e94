package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.Argument;
import dev.witloof.component.internal.binary.Definition.CanonOption;
import dev.witloof.component.internal.binary.Definition.CoreArgument;
import dev.witloof.component.internal.binary.Definition.CoreInlineExport;
import dev.witloof.component.internal.binary.Definition.ResourceOperation;
import dev.witloof.component.internal.binary.Definition.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a component (Binary.md, "Component Definitions"). */
public final class ComponentReader {
  private static final int PREAMBLE = 8;
  private static final int CORE_INSTANCE_SORT = 0x12;

  private final byte[] bytes;
  private int definitions;
  private int modules;

  private ComponentReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a whole component.
   *
   * @throws InvalidComponent with the byte offset of the fault
   */
  public static ComponentBinary read(byte[] bytes) {
    return new ComponentReader(bytes).component(new ByteInput(bytes, 0, bytes.length), 0);
  }

  private ComponentBinary component(ByteInput in, int depth) {
    int offset = in.position();
    if (depth > ComponentLimits.DEPTH) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "components nest deeper than " + ComponentLimits.DEPTH);
    }
    preamble(in, depth);
    List<Definition> all = new ArrayList<>();
    while (in.hasMore()) {
      int sectionOffset = in.position();
      int id = in.u8("a section id");
      ByteInput section = in.sized("section " + id);
      section(id, section, sectionOffset, depth, all);
      section.expectEnd("section " + id);
    }
    return new ComponentBinary(offset, List.copyOf(all));
  }

  private void preamble(ByteInput in, int depth) {
    int offset = in.position();
    byte[] head = new byte[PREAMBLE];
    for (int i = 0; i < PREAMBLE; i++) {
      head[i] = (byte) in.u8("the preamble \\0asm");
    }
    if (head[0] != 0 || head[1] != 'a' || head[2] != 's' || head[3] != 'm') {
      throw new InvalidComponent(
          Kind.MALFORMED, offset, "magic header not detected: this is not WebAssembly");
    }
    if (head[4] == 1 && head[5] == 0 && head[6] == 0 && head[7] == 0) {
      String what = "this is a core WebAssembly module, not a component";
      throw new InvalidComponent(
          Kind.MALFORMED,
          offset,
          depth == 0 ? what + "; make one of it with `wasm-tools component new`" : what);
    }
    if (head[6] != 1 || head[7] != 0) {
      throw new InvalidComponent(
          Kind.MALFORMED, offset + 6, "unknown binary layer: neither a module nor a component");
    }
    if (head[4] != 0x0d || head[5] != 0) {
      throw new InvalidComponent(
          Kind.MALFORMED,
          offset + 4,
          "unknown component version 0x"
              + ByteInput.hex(head[4] & 0xff)
              + ", expected 0x0d; rebuild it with current tools");
    }
  }

  private void section(int id, ByteInput in, int offset, int depth, List<Definition> all) {
    switch (id) {
      case 0 -> {
        in.name("a custom section's name");
        in.rest();
      }
      case 1 -> {
        if (++modules > ComponentLimits.MODULES) {
          throw new InvalidComponent(
              Kind.LIMIT, offset, "more than " + ComponentLimits.MODULES + " core modules");
        }
        all.add(new Definition.CoreModule(in.position(), in.rest()));
      }
      case 2 -> each(in, all, "core instances", () -> coreInstance(in));
      case 3 ->
          each(
              in,
              all,
              "core types",
              () -> new Definition.CoreTypeDefinition(in.position(), CoreTypeReader.type(in)));
      case 4 -> {
        int start = in.position();
        count(start);
        all.add(new Definition.NestedComponent(start, component(in, depth + 1)));
      }
      case 5 -> each(in, all, "instances", () -> instance(in));
      case 6 -> each(in, all, "aliases", () -> alias(in));
      case 7 ->
          each(in, all, "types", () -> new Definition.Type(in.position(), TypeReader.type(in, 0)));
      case 8 -> each(in, all, "canonical definitions", () -> canon(in));
      case 9 -> throw Unsupported.values("the start section", offset);
      case 10 ->
          each(
              in,
              all,
              "imports",
              () -> new Definition.Import(in.position(), externName(in), TypeReader.extern(in)));
      case 11 -> each(in, all, "exports", () -> export(in));
      case 12 -> throw Unsupported.values("the value section", offset);
      default -> throw new InvalidComponent(Kind.MALFORMED, offset, "malformed section id: " + id);
    }
  }

  private void each(ByteInput in, List<Definition> all, String what, Supplier<Definition> one) {
    int count = in.count(what);
    for (int i = 0; i < count; i++) {
      count(in.position());
      all.add(one.get());
    }
  }

  private void count(int offset) {
    if (++definitions > ComponentLimits.DEFINITIONS) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "more than " + ComponentLimits.DEFINITIONS + " definitions");
    }
  }

  private static Definition coreInstance(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core instance");
    return switch (code) {
      case 0x00 ->
          new Definition.CoreInstantiate(
              offset,
              in.index("core module index"),
              in.vector("arguments", () -> coreArgument(in)));
      case 0x01 ->
          new Definition.CoreInlineExports(
              offset,
              in.vector(
                  "inline exports",
                  () ->
                      new CoreInlineExport(
                          in.position(),
                          in.name("an export name"),
                          coreSort(in),
                          in.index("core index"))));
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a core instance");
    };
  }

  private static CoreArgument coreArgument(ByteInput in) {
    String name = in.name("an argument name");
    in.expect(CORE_INSTANCE_SORT, "the sort of a core instantiation argument");
    return new CoreArgument(name, in.index("core instance index"));
  }

  private static Definition instance(ByteInput in) {
    int offset = in.position();
    int code = in.u8("an instance");
    return switch (code) {
      case 0x00 ->
          new Definition.Instantiate(
              offset,
              in.index("component index"),
              in.vector(
                  "arguments",
                  () ->
                      new Argument(
                          in.position(),
                          in.name("an argument name"),
                          sort(in),
                          in.index("index"))));
      case 0x01 ->
          new Definition.InlineExports(
              offset,
              in.vector(
                  "inline exports",
                  () -> new Argument(in.position(), externName(in), sort(in), in.index("index"))));
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for an instance");
    };
  }

  static Definition alias(ByteInput in) {
    int offset = in.position();
    Sort sort = sort(in);
    int code = in.u8("an alias target");
    return switch (code) {
      case 0x00 ->
          new Definition.AliasExport(
              offset, sort, in.index("instance index"), in.name("an export name"));
      case 0x01 ->
          new Definition.AliasCoreExport(
              offset, sort, in.index("core instance index"), in.name("an export name"));
      case 0x02 ->
          new Definition.AliasOuter(offset, sort, in.index("scope count"), in.index("index"));
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for an alias target");
    };
  }

  private static Definition canon(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a canonical definition");
    return switch (code) {
      case 0x00 -> {
        in.expect(0x00, "the sort of a lifted function");
        int function = in.index("core function index");
        List<CanonOption> options = in.vector("canonical options", () -> option(in));
        yield new Definition.Lift(offset, function, options, in.index("type index"));
      }
      case 0x01 -> {
        in.expect(0x00, "the sort of a lowered function");
        yield new Definition.Lower(
            offset, in.index("function index"), in.vector("canonical options", () -> option(in)));
      }
      case 0x02 ->
          new Definition.ResourceBuiltin(offset, ResourceOperation.NEW, in.index("type index"));
      case 0x03 ->
          new Definition.ResourceBuiltin(offset, ResourceOperation.DROP, in.index("type index"));
      case 0x04 ->
          new Definition.ResourceBuiltin(offset, ResourceOperation.REP, in.index("type index"));
      case 0x07 -> throw Unsupported.feature("canon resource.drop async", offset);
      default -> throw Unsupported.canon(code, offset);
    };
  }

  private static CanonOption option(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a canonical option");
    return switch (code) {
      case 0x00 -> CanonOption.Encoding.UTF8;
      case 0x01 -> CanonOption.Encoding.UTF16;
      case 0x02 -> CanonOption.Encoding.LATIN1_UTF16;
      case 0x03 -> new CanonOption.Memory(in.index("core memory index"));
      case 0x04 -> new CanonOption.Realloc(in.index("core function index"));
      case 0x05 -> new CanonOption.PostReturn(in.index("core function index"));
      case 0x06 -> throw Unsupported.asyncOption("async", offset);
      case 0x07 -> throw Unsupported.asyncOption("callback", offset);
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a canonical option");
    };
  }

  private static Definition export(ByteInput in) {
    int offset = in.position();
    String name = externName(in);
    Sort sort = sort(in);
    int index = in.index("index");
    return new Definition.Export(
        offset,
        name,
        sort,
        index,
        in.flag("an export's type") ? Optional.of(TypeReader.extern(in)) : Optional.empty());
  }

  /** {@code nameattributes}. */
  static String externName(ByteInput in) {
    int offset = in.position();
    int code = in.u8("an extern name");
    return switch (code) {
      case 0x00, 0x01 -> in.name("an extern name");
      case 0x02 -> throw Unsupported.feature("name attributes (implements, versionsuffix)", offset);
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for an extern name");
    };
  }

  private static Sort sort(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a sort");
    return switch (code) {
      case 0x00 -> coreSort(in);
      case 0x01 -> Sort.FUNC;
      case 0x02 -> throw Unsupported.values("the value sort", offset);
      case 0x03 -> Sort.TYPE;
      case 0x04 -> Sort.COMPONENT;
      case 0x05 -> Sort.INSTANCE;
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a sort");
    };
  }

  private static Sort coreSort(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core sort");
    return switch (code) {
      case 0x00 -> Sort.CORE_FUNC;
      case 0x01 -> Sort.CORE_TABLE;
      case 0x02 -> Sort.CORE_MEMORY;
      case 0x03 -> Sort.CORE_GLOBAL;
      case 0x04 -> throw Unsupported.feature("exception tags", offset);
      case 0x10 -> Sort.CORE_TYPE;
      case 0x11 -> Sort.CORE_MODULE;
      case CORE_INSTANCE_SORT -> Sort.CORE_INSTANCE;
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a core sort");
    };
  }
}
